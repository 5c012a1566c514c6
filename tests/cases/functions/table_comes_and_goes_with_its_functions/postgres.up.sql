SET check_function_bodies = off;

CREATE FUNCTION "log"() RETURNS "trigger"
LANGUAGE "plpgsql"
AS $$begin return null; end$$;

CREATE TABLE "t" (
  "id" integer NOT NULL
);

CREATE FUNCTION "all_of"() RETURNS SETOF "t"
LANGUAGE "sql"
AS $$select * from t$$;

CREATE FUNCTION "is_good"("row" "t") RETURNS boolean
LANGUAGE "plpgsql"
IMMUTABLE
AS $$begin return row.id > 0; end$$;

ALTER TABLE "t" ADD CONSTRAINT "good" CHECK (is_good(t));

CREATE INDEX "by_good" ON "t" ((is_good(t)));

CREATE TRIGGER "log"
AFTER INSERT ON "t"
FOR EACH ROW
EXECUTE FUNCTION "log"();

CREATE TRIGGER "whole"
AFTER INSERT ON "t"
FOR EACH ROW
WHEN (is_good(new))
EXECUTE FUNCTION "log"();

RESET check_function_bodies;
