SET check_function_bodies = off;

CREATE OR REPLACE PROCEDURE "p"(integer)
LANGUAGE "c"
AS '$libdir/plpgsql', 'plpgsql_call_handler';

RESET check_function_bodies;
