SET check_function_bodies = off;

DROP VIEW "v";

DROP FUNCTION "size"(boolean);

DROP FUNCTION "size"(text);

CREATE OR REPLACE FUNCTION "size"("a" integer) RETURNS integer
LANGUAGE "sql"
AS $$select a$$;

CREATE FUNCTION "size"("a" text) RETURNS integer
LANGUAGE "sql"
AS $$select length(a)$$;

CREATE FUNCTION "size"(text, integer) RETURNS integer
LANGUAGE "sql"
AS $$select 0$$;

CREATE VIEW "v" AS
select size('abc'::text) as n, size(7) as m;

RESET check_function_bodies;
