SET check_function_bodies = off;

DROP TRIGGER "checks" ON "t";

DROP FUNCTION "is_fine"(text);

CREATE OR REPLACE FUNCTION "touch"() RETURNS "trigger"
LANGUAGE "plpgsql"
AS $$begin return new; end$$;

CREATE FUNCTION "is_fine"("a" text) RETURNS boolean
LANGUAGE "sql"
AS $$select a <> ''$$;

CREATE TRIGGER "checks"
BEFORE INSERT ON "t"
FOR EACH ROW
WHEN (is_fine(new.name))
EXECUTE FUNCTION "touch"();

RESET check_function_bodies;
