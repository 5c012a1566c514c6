SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION "f"("a" integer, "b" integer) RETURNS integer
LANGUAGE "sql"
AS $$select a + b$$;

COMMENT ON FUNCTION "f"(integer, integer) IS NULL;

CREATE OR REPLACE FUNCTION "rows_of"() RETURNS SETOF integer
LANGUAGE "sql"
AS $$select 1$$;

CREATE OR REPLACE FUNCTION "likes"(text, text) RETURNS boolean
LANGUAGE "internal"
IMMUTABLE
STRICT
AS 'textlike';

CREATE OR REPLACE FUNCTION "undone"("a" integer) RETURNS integer
LANGUAGE "plpgsql"
STABLE
LEAKPROOF
STRICT
SECURITY DEFINER
PARALLEL RESTRICTED
COST 7
SET "work_mem" TO '8MB'
AS $$begin return a; end$$;

COMMENT ON FUNCTION "undone"(integer) IS 'All that goes';

RESET check_function_bodies;
