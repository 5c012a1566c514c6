SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION "f"("named" integer DEFAULT 3) RETURNS integer
LANGUAGE "sql"
AS $$select named$$;

CREATE OR REPLACE FUNCTION "g"("a" integer DEFAULT 5, "b" integer DEFAULT 2) RETURNS integer
LANGUAGE "sql"
AS $$select a$$;

CREATE OR REPLACE FUNCTION "one_out"("a" integer, OUT "other" integer)
LANGUAGE "sql"
AS $$select a$$;

CREATE OR REPLACE FUNCTION "list"(VARIADIC "a" integer[]) RETURNS integer
LANGUAGE "sql"
AS $$select 1$$;

RESET check_function_bodies;
