SET check_function_bodies = off;

DROP FUNCTION "g"(integer, integer);

CREATE FUNCTION "g"("a" integer, "b" integer DEFAULT 1) RETURNS integer
LANGUAGE "sql"
AS $$select a$$;

CREATE OR REPLACE FUNCTION "one_out"("a" integer, OUT "b" integer)
LANGUAGE "sql"
AS $$select a$$;

CREATE OR REPLACE FUNCTION "list"("a" integer[]) RETURNS integer
LANGUAGE "sql"
AS $$select 1$$;

ALTER TABLE "t" ALTER COLUMN "n" DROP DEFAULT;

DROP FUNCTION "f"(integer);

CREATE FUNCTION "f"(integer) RETURNS integer
LANGUAGE "sql"
AS $$select 1$$;

ALTER TABLE "t" ALTER COLUMN "n" SET DEFAULT f(1);

RESET check_function_bodies;
