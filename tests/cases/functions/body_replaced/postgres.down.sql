SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION "f"("a" integer) RETURNS integer
LANGUAGE "plpgsql"
AS $$begin return a; end$$;

CREATE OR REPLACE FUNCTION "to_statement"("a" integer) RETURNS integer
LANGUAGE "sql"
AS $$select a$$;

CREATE OR REPLACE FUNCTION "statement"("a" integer) RETURNS integer
LANGUAGE "sql"
return a + 1;

CREATE OR REPLACE FUNCTION "from_statement"("a" integer) RETURNS integer
LANGUAGE "sql"
return a;

-- hazard: drop-table: table later is dropped
DROP TABLE "later";

RESET check_function_bodies;
