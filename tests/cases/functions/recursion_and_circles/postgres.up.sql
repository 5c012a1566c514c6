-- schemac:allow add-check

SET check_function_bodies = off;

CREATE FUNCTION "is_known"("a" integer) RETURNS boolean
LANGUAGE "plpgsql"
AS $$begin return a > 0 or is_even(a); end$$;

CREATE FUNCTION "is_even"("a" integer) RETURNS boolean
LANGUAGE "sql"
AS $$select a = 0 or is_odd(a - 1)$$;

CREATE FUNCTION "is_odd"("a" integer) RETURNS boolean
LANGUAGE "sql"
AS $$select a <> 0 and is_even(a - 1)$$;

CREATE FUNCTION "children"("of" "nodes") RETURNS SETOF "nodes"
LANGUAGE "sql"
AS $$select * from nodes where parent = of.id$$;

CREATE FUNCTION "log"() RETURNS "trigger"
LANGUAGE "plpgsql"
AS $$begin perform children(new); return null; end$$;

-- hazard: add-check: nodes must satisfy is_known(id)
ALTER TABLE "nodes"
  ADD COLUMN "parent" integer,
  ADD CONSTRAINT "known" CHECK (is_known(id));

CREATE TRIGGER "log"
AFTER INSERT ON "nodes"
FOR EACH ROW
EXECUTE FUNCTION "log"();

RESET check_function_bodies;
