SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION "lower_file"(integer) RETURNS integer
LANGUAGE "internal"
AS 'int4abs';

RESET check_function_bodies;
