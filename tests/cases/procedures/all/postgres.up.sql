SET check_function_bodies = off;

DROP PROCEDURE "returns_more"(integer, integer);

DROP PROCEDURE "changes"(integer);

DROP PROCEDURE "gone"(integer);

CREATE PROCEDURE "returns_more"("a" integer, INOUT "b" integer, OUT "c" integer)
LANGUAGE "plpgsql"
AS $$begin b := a; c := b; end$$;

CREATE OR REPLACE PROCEDURE "text_of"("named" text)
LANGUAGE "plpgsql"
SECURITY DEFINER
SET "search_path" TO 'pg_temp'
AS $$begin
  perform named;
end
$$;

COMMENT ON PROCEDURE "text_of"(text) IS 'After';

CREATE OR REPLACE PROCEDURE "internal"(integer)
LANGUAGE "plpgsql"
AS $$begin raise notice '%', $1; end$$;

CREATE TABLE "t" (
  "id" integer NOT NULL
);

CREATE PROCEDURE "changes"("a" integer, "b" integer DEFAULT 2)
LANGUAGE "sql"
begin atomic insert into t values (a); insert into t values (b); end;

RESET check_function_bodies;
