SET check_function_bodies = off;

DROP FUNCTION "defaults"(integer, text, timestamptz, integer);

DROP FUNCTION "absolute"(integer);

DROP FUNCTION "empty_path"();

DROP FUNCTION "secret"();

DROP FUNCTION "twice"(integer);

DROP FUNCTION "total"();

DROP FUNCTION "a_book"(integer);

DROP FUNCTION "whole"();

DROP FUNCTION "cheap"();

DROP FUNCTION "longest"(VARIADIC varchar[]);

DROP FUNCTION "all_modes"(integer, text, text);

DROP FUNCTION "quoted"();

DROP FUNCTION "nothing"();

CREATE FUNCTION "gone"(integer) RETURNS integer
LANGUAGE "sql"
AS $$select $1$$;

RESET check_function_bodies;
