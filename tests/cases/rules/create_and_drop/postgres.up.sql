ALTER RULE "gone" ON "v" RENAME TO "never";

DROP RULE "gone" ON "t";

CREATE RULE "also" AS ON INSERT TO "t"
WHERE new.id > 3 and new.name like '%a%'
DO ALSO (
insert into log values (new.id, 'WHERE DO (');
update log set name = 'x;y' where id = new.id
);
COMMENT ON RULE "also" ON "t" IS 'Two of them';

CREATE RULE "Quoted DO ""rule""" AS ON DELETE TO "t"
WHERE old.id = 1
DO INSTEAD NOTHING;

ALTER TABLE "t" ENABLE ALWAYS RULE "Quoted DO ""rule""";

CREATE RULE "one" AS ON UPDATE TO "t"
DO ALSO (
insert into log select new.id, new.name
);

CREATE RULE "silent" AS ON UPDATE TO "t"
DO ALSO (
notify changed
);

ALTER TABLE "t" DISABLE RULE "silent";

CREATE RULE "insert" AS ON INSERT TO "v"
DO INSTEAD (
insert into t values (new.id, new.name) returning id, name
);
COMMENT ON RULE "insert" ON "v" IS 'Of a view';
