-- The data of table t does not come back: only its structure does.

SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION "log"() RETURNS "event_trigger"
LANGUAGE "plpgsql"
AS $$begin end$$;

CREATE TABLE "t" (
  "id" integer NOT NULL
);

RESET check_function_bodies;
