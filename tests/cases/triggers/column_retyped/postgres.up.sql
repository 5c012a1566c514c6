-- schemac:allow convert-column

DROP FUNCTION "longest"();

DROP TRIGGER "by_state" ON "t";

DROP RULE "by_name" ON "t";

DROP TRIGGER "of_column" ON "t";

DROP TRIGGER "by_condition" ON "t";

CREATE TYPE "state" AS ENUM ('new', 'done');

ALTER TABLE "t" ALTER COLUMN "name" TYPE text;

CREATE FUNCTION "longest"() RETURNS integer
LANGUAGE "sql"
begin atomic select max(length(name)) from t; end;

-- hazard: convert-column: t.state is converted from text to state
-- hazard: rewrite-table: t.state is written again as state
ALTER TABLE "t" ALTER COLUMN "state" TYPE "state" USING "state"::"state";

CREATE TRIGGER "by_state"
BEFORE UPDATE OF "state" ON "t"
FOR EACH ROW
EXECUTE FUNCTION "touch"();

CREATE RULE "by_name" AS ON DELETE TO "t"
WHERE old.name = 'x'
DO INSTEAD NOTHING;

CREATE TRIGGER "of_column"
BEFORE UPDATE OF "name" ON "t"
FOR EACH ROW
EXECUTE FUNCTION "touch"();

ALTER TABLE "t" DISABLE TRIGGER "of_column";

CREATE TRIGGER "by_condition"
BEFORE UPDATE ON "t"
FOR EACH ROW
WHEN (old.name is distinct from new.name)
EXECUTE FUNCTION "touch"();
