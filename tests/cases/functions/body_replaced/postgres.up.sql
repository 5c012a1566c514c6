SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION "f"("a" integer) RETURNS integer
LANGUAGE "plpgsql"
AS $$begin return (select max(n) from later) + a; end$$;

CREATE OR REPLACE FUNCTION "statement"("a" integer) RETURNS integer
LANGUAGE "sql"
return a + f(a);

CREATE OR REPLACE FUNCTION "from_statement"("a" integer) RETURNS integer
LANGUAGE "sql"
AS $$select n from later where n = a$$;

CREATE TABLE "later" (
  "n" integer NOT NULL
);

CREATE OR REPLACE FUNCTION "to_statement"("a" integer) RETURNS integer
LANGUAGE "sql"
begin atomic select n from later where n = a; end;

RESET check_function_bodies;
