SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION "f"(integer) RETURNS integer
LANGUAGE "sql"
TRANSFORM FOR TYPE integer
AS $$select $1$$;

CREATE OR REPLACE PROCEDURE "p"(integer)
LANGUAGE "sql"
TRANSFORM FOR TYPE integer
AS $$select$$;

RESET check_function_bodies;
