SET check_function_bodies = off;

ALTER TABLE "users" DROP CONSTRAINT "users_fair";

CREATE FUNCTION "fair"("t" text, "more" integer DEFAULT 1) RETURNS boolean
LANGUAGE "sql"
IMMUTABLE
AS $$select t <> 'unfair'$$;

-- hazard: rewrite-table: users.twice gets a value of its own in every row
ALTER TABLE "users"
  DROP COLUMN "twice",
  ADD COLUMN "twice" integer GENERATED ALWAYS AS (age * 3) STORED;

ALTER POLICY "fair" ON "users"
  USING (age > 3);

DROP FUNCTION "fair"(text);

ALTER TABLE "users" ADD CONSTRAINT "users_fair" CHECK (fair(name));

RESET check_function_bodies;
