SET check_function_bodies = off;

CREATE OR REPLACE PROCEDURE "p"(integer)
LANGUAGE "internal"
AS 'int4abs';

RESET check_function_bodies;
