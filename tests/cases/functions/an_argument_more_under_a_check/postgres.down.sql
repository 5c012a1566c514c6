SET check_function_bodies = off;

ALTER TABLE "users" DROP CONSTRAINT "users_fair";

DROP FUNCTION "fair"(text, integer);

CREATE FUNCTION "fair"("t" text) RETURNS boolean
LANGUAGE "sql"
IMMUTABLE
AS $$select t <> 'unfair'$$;

-- hazard: rewrite-table: users.twice gets a value of its own in every row
ALTER TABLE "users"
  DROP COLUMN "twice",
  ADD COLUMN "twice" integer GENERATED ALWAYS AS (age * 2) STORED,
  ADD CONSTRAINT "users_fair" CHECK (fair(name));

ALTER POLICY "fair" ON "users"
  USING (fair(name));

RESET check_function_bodies;
