DROP RULE "event" ON "t";

DROP RULE "instead" ON "t";

DROP RULE "where_" ON "t";

DROP RULE "body_" ON "t";

DROP RULE "same" ON "t";

DROP RULE "w" ON "v";

CREATE RULE "event" AS ON UPDATE TO "t"
DO ALSO (
select 1
);

CREATE RULE "instead" AS ON DELETE TO "t"
WHERE old.id = 1
DO ALSO (
select 1
);

CREATE RULE "where_" AS ON DELETE TO "t"
WHERE old.id > 1
DO ALSO (
select 1
);

CREATE RULE "body_" AS ON INSERT TO "t"
DO ALSO (
select 1; select 2
);

COMMENT ON RULE "enabled_" ON "t" IS 'Another';

ALTER TABLE "t" ENABLE REPLICA RULE "enabled_";

CREATE RULE "same" AS ON UPDATE TO "t"
WHERE new.id > 1
DO ALSO (
insert into log (id) values (new.id)
);

CREATE RULE "w" AS ON UPDATE TO "v"
DO INSTEAD (
update t set name = upper(new.name) where id = old.id
);
