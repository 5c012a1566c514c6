SET check_function_bodies = off;

DROP VIEW "w";

DROP VIEW "v";

DROP FUNCTION "shop"."uses"(text);

ALTER DOMAIN "code" DROP CONSTRAINT "code_check";

ALTER TABLE "t" DROP CONSTRAINT "named";

DROP INDEX "by_norm";

DROP RULE "r" ON "t";

DROP TRIGGER "touch" ON "t";

DROP INDEX "by_computed";

ALTER DOMAIN "code" DROP DEFAULT;

ALTER TABLE "t"
  ALTER COLUMN "changed" DROP DEFAULT,
  DROP COLUMN "computed",
  ALTER COLUMN "plain" DROP DEFAULT;

DROP FUNCTION "norm"(text);

CREATE FUNCTION "norm"("a" text) RETURNS text
LANGUAGE "sql"
IMMUTABLE
AS $$select lower(a)$$;

ALTER DOMAIN "code" SET DEFAULT norm('7')::int;

CREATE FUNCTION "shop"."uses"("a" text) RETURNS text
LANGUAGE "sql"
return norm(a);

ALTER DOMAIN "code" ADD CONSTRAINT "code_check" CHECK (norm(value::text) is not null);

ALTER TABLE "t" ALTER COLUMN "changed" SET DEFAULT norm('x');

COMMENT ON COLUMN "t"."changed" IS NULL;

-- hazard: rewrite-table: t.computed gets a value of its own in every row
ALTER TABLE "t"
  ADD COLUMN "computed" text GENERATED ALWAYS AS (norm(name)) STORED NOT NULL,
  ADD CONSTRAINT "named" CHECK (norm(name) <> ''),
  ALTER COLUMN "plain" SET DEFAULT norm('x');

-- hazard: block-writes: t takes no writes while by_norm is built
CREATE INDEX "by_norm" ON "t" ((norm(name)));

CREATE RULE "r" AS ON DELETE TO "t"
WHERE norm(old.name) = 'keep'
DO INSTEAD NOTHING;

CREATE TRIGGER "touch"
BEFORE INSERT ON "t"
FOR EACH ROW
WHEN (norm(new.name) <> 'skip')
EXECUTE FUNCTION "touch"();

-- hazard: block-writes: t takes no writes while by_computed is built
CREATE INDEX "by_computed" ON "t" ("computed");

CREATE VIEW "v" AS
select norm(name) as n from t;

CREATE VIEW "w" AS
select n from v;

RESET check_function_bodies;
