-- The data of table a does not come back: only its structure does.
-- The data of table b does not come back: only its structure does.

SET check_function_bodies = off;

CREATE FUNCTION "touch"() RETURNS "trigger"
LANGUAGE "plpgsql"
AS $$begin return new; end$$;

CREATE TABLE "a" (
  "id" integer NOT NULL,
  "b" integer,
  CONSTRAINT "a_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "b" (
  "id" integer NOT NULL,
  "a" integer,
  CONSTRAINT "b_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "b_a_fkey" FOREIGN KEY ("a") REFERENCES "a"
);

ALTER TABLE "a" ADD CONSTRAINT "a_b_fkey" FOREIGN KEY ("b") REFERENCES "b";

CREATE TRIGGER "touch"
BEFORE UPDATE ON "a"
FOR EACH ROW
EXECUTE FUNCTION "touch"();

RESET check_function_bodies;
