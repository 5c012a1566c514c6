-- schemac:allow drop-table

SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION "log"() RETURNS "event_trigger"
LANGUAGE "plpgsql"
STABLE
AS $$begin raise notice 'x'; end$$;

-- hazard: drop-table: table t is dropped
DROP TABLE "t";

RESET check_function_bodies;
