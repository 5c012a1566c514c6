DROP FUNCTION "longest"();

DROP TRIGGER "by_state" ON "t";

DROP RULE "by_name" ON "t";

DROP TRIGGER "of_column" ON "t";

DROP TRIGGER "by_condition" ON "t";

-- hazard: narrow-column: t.name becomes varchar(10) and may hold values that do not fit
-- hazard: rewrite-table: t.name is written again as varchar(10)
ALTER TABLE "t" ALTER COLUMN "name" TYPE varchar(10);

CREATE FUNCTION "longest"() RETURNS integer
LANGUAGE "sql"
begin atomic select max(length(name)) from t; end;

-- hazard: rewrite-table: t.state is written again as text
ALTER TABLE "t" ALTER COLUMN "state" TYPE text USING "state"::text;

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

-- hazard: drop-type: enum state is dropped
DROP TYPE "state";
