SET check_function_bodies = off;

DROP FUNCTION "ranks"();

DROP FUNCTION "to_procedure"(integer);

DROP FUNCTION "out_name"();

DROP FUNCTION "out_type"(integer);

DROP FUNCTION "loses_default"(integer);

DROP FUNCTION "returns_rows"(integer);

DROP FUNCTION "returns_other"(integer);

CREATE FUNCTION "returns_other"("a" integer) RETURNS bigint
LANGUAGE "sql"
AS $$select a::bigint$$;

CREATE FUNCTION "returns_rows"("a" integer) RETURNS SETOF integer
LANGUAGE "sql"
AS $$select a$$;

CREATE FUNCTION "loses_default"("a" integer) RETURNS integer
LANGUAGE "sql"
AS $$select a$$;

CREATE FUNCTION "out_type"("a" integer, OUT "b" integer, OUT "c" text)
LANGUAGE "sql"
AS $$select a, 'x'$$;

CREATE FUNCTION "out_name"() RETURNS TABLE("a" integer, "other" integer)
LANGUAGE "sql"
AS $$select 1, 2$$;

CREATE FUNCTION "ranks"() RETURNS bigint
LANGUAGE "internal"
WINDOW
AS 'window_row_number';

CREATE PROCEDURE "to_procedure"("a" integer)
LANGUAGE "sql"
AS $$select$$;

RESET check_function_bodies;
