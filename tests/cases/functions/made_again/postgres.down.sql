SET check_function_bodies = off;

DROP PROCEDURE "to_procedure"(integer);

DROP FUNCTION "ranks"();

DROP FUNCTION "out_name"();

DROP FUNCTION "out_type"(integer);

DROP FUNCTION "returns_rows"(integer);

DROP FUNCTION "returns_other"(integer);

CREATE FUNCTION "returns_other"("a" integer) RETURNS integer
LANGUAGE "sql"
AS $$select a$$;

CREATE FUNCTION "returns_rows"("a" integer) RETURNS integer
LANGUAGE "sql"
AS $$select a$$;

CREATE OR REPLACE FUNCTION "loses_default"("a" integer DEFAULT 1) RETURNS integer
LANGUAGE "sql"
AS $$select a$$;

CREATE FUNCTION "out_type"("a" integer, OUT "b" integer, OUT "c" integer)
LANGUAGE "sql"
AS $$select a, a$$;

CREATE FUNCTION "out_name"() RETURNS TABLE("a" integer, "b" integer)
LANGUAGE "sql"
AS $$select 1, 2$$;

CREATE FUNCTION "ranks"() RETURNS bigint
LANGUAGE "internal"
AS 'window_row_number';

CREATE FUNCTION "to_procedure"("a" integer) RETURNS "void"
LANGUAGE "sql"
AS $$select$$;

RESET check_function_bodies;
