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

CREATE FUNCTION "is_good"("a" integer) RETURNS boolean
LANGUAGE "sql"
IMMUTABLE
return a > 0 or a in (select id from t);

ALTER TABLE "t" ADD CONSTRAINT "good" CHECK (is_good(id));

CREATE INDEX "by_good" ON "t" ((is_good(id)));

CREATE TRIGGER "log"
AFTER INSERT ON "t"
FOR EACH ROW
EXECUTE FUNCTION "log"();

CREATE TRIGGER "whole"
AFTER INSERT ON "t"
FOR EACH ROW
WHEN (is_good(new.id))
EXECUTE FUNCTION "log"();

RESET check_function_bodies;
