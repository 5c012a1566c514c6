SET check_function_bodies = off;

DROP POLICY "some" ON "notes";

DROP FUNCTION "allowed"(integer);

CREATE FUNCTION "allowed"("number" integer) RETURNS boolean
LANGUAGE "sql"
AS $$select number > 0$$;

CREATE POLICY "some" ON "notes"
  USING (allowed(id));

RESET check_function_bodies;
