SET check_function_bodies = off;

DROP VIEW "v";

DROP FUNCTION "size"(text, integer);

DROP FUNCTION "size"(text);

CREATE OR REPLACE FUNCTION "size"("a" integer) RETURNS integer
LANGUAGE "sql"
AS $$select a * 10$$;

CREATE FUNCTION "size"("a" text) RETURNS bigint
LANGUAGE "sql"
AS $$select length(a)::bigint$$;
COMMENT ON FUNCTION "size"(text) IS 'Of a text';

CREATE FUNCTION "size"("a" boolean) RETURNS integer
LANGUAGE "sql"
AS $$select size(1)$$;

CREATE VIEW "v" AS
select size('abc'::text) as n, size(7) as m;

RESET check_function_bodies;
