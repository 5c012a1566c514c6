SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION "f"(integer) RETURNS integer
LANGUAGE "sql"
AS $$select $1$$;

CREATE OR REPLACE PROCEDURE "p"(integer)
LANGUAGE "sql"
AS $$select$$;

RESET check_function_bodies;
