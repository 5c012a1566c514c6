ALTER RULE "never" ON "v" RENAME TO "gone";

DROP RULE "also" ON "t";

DROP RULE "Quoted DO ""rule""" ON "t";

DROP RULE "one" ON "t";

DROP RULE "silent" ON "t";

DROP RULE "insert" ON "v";

CREATE RULE "gone" AS ON INSERT TO "t"
DO ALSO (
insert into log values (new.id)
);
