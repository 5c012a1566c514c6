SET check_function_bodies = off;

DROP FUNCTION "gone"(integer);

CREATE FUNCTION "nothing"() RETURNS "void"
LANGUAGE "sql"
AS $$select$$;

CREATE FUNCTION "quoted"() RETURNS text
LANGUAGE "sql"
AS $body1$-- '$$' and "double" and $body$ are all in here
select 'it''s' || $$ a $$ || $body$ b $body$ || E'\\n'
  || "current_user"
$body1$;

CREATE FUNCTION "all_modes"(integer, "Label" text, OUT "doubled" integer, INOUT "shout" text DEFAULT 'hey')
LANGUAGE "plpgsql"
AS $$begin
  doubled := $1 * 2;
  shout := upper("Label" || shout);
end
$$;
COMMENT ON FUNCTION "all_modes"(integer, text, text) IS 'Every mode, named and not';

CREATE FUNCTION "longest"(VARIADIC "words" varchar[]) RETURNS varchar
LANGUAGE "sql"
IMMUTABLE
STRICT
PARALLEL SAFE
AS $$select w from unnest(words) w order by length(w) desc limit 1$$;

CREATE FUNCTION "cheap"() RETURNS TABLE("id" integer, "title" text)
LANGUAGE "sql"
STABLE
COST 0.5
ROWS 10
AS $$select id, title from books where price < 10$$;

CREATE FUNCTION "whole"() RETURNS SETOF "books"
LANGUAGE "sql"
AS $$select * from books$$;

CREATE FUNCTION "a_book"("wanted" integer) RETURNS "books"
LANGUAGE "sql"
AS $$select * from books where id = wanted$$;

CREATE FUNCTION "total"() RETURNS numeric
LANGUAGE "sql"
begin atomic
  select sum(price) from books;
end;

CREATE FUNCTION "twice"("n" integer) RETURNS integer
LANGUAGE "sql"
IMMUTABLE
return n * 2;

CREATE FUNCTION "secret"() RETURNS text
LANGUAGE "plpgsql"
SECURITY DEFINER
SET "search_path" TO 'pg_catalog', 'Odd Schema', 'pg_temp'
SET "work_mem" TO '8MB'
SET "statement_timeout" TO '1000'
AS $$begin return current_user; end$$;

CREATE FUNCTION "empty_path"() RETURNS integer
LANGUAGE "sql"
SET "search_path" TO ''
AS $$select 1$$;

CREATE FUNCTION "absolute"(integer) RETURNS integer
LANGUAGE "internal"
IMMUTABLE
STRICT
AS 'int4abs';

CREATE FUNCTION "defaults"("a" integer DEFAULT 1, "b" text DEFAULT 'it''s', "c" timestamptz DEFAULT now() - interval '1 day', "d" integer DEFAULT null) RETURNS text
LANGUAGE "sql"
AS $$select b$$;

RESET check_function_bodies;
