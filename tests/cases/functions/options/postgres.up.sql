SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION "f"("a" integer, "b" integer) RETURNS integer
LANGUAGE "plpgsql"
IMMUTABLE
LEAKPROOF
STRICT
SECURITY DEFINER
PARALLEL SAFE
COST 0.25
SET "search_path" TO 'public', 'pg_temp'
SET "app"."mode" TO 'on'
AS $$begin return a + b; end$$;

COMMENT ON FUNCTION "f"(integer, integer) IS 'Adds';

CREATE OR REPLACE FUNCTION "rows_of"() RETURNS SETOF integer
LANGUAGE "sql"
ROWS 3
AS $$select 1$$;

CREATE OR REPLACE FUNCTION "likes"(text, text) RETURNS boolean
LANGUAGE "internal"
IMMUTABLE
STRICT
SUPPORT "textlike_support"
AS 'textlike';

CREATE OR REPLACE FUNCTION "undone"("a" integer) RETURNS integer
LANGUAGE "plpgsql"
AS $$begin return a; end$$;

COMMENT ON FUNCTION "undone"(integer) IS NULL;

RESET check_function_bodies;
