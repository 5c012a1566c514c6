DROP VIEW "totals";

-- hazard: rewrite-table: parts.total gets a value of its own in every row
-- hazard: rewrite-table: parts.extra gets a value of its own in every row
ALTER TABLE "parts"
  DROP CONSTRAINT "parts_total",
  DROP COLUMN "total",
  ADD COLUMN "total" integer GENERATED ALWAYS AS (price * 20) STORED,
  ALTER COLUMN "plain" DROP EXPRESSION,
  ADD COLUMN "extra" integer GENERATED ALWAYS AS (price + 1) STORED,
  DROP COLUMN "gone",
  ADD CONSTRAINT "parts_total" CHECK (total < 1000);

CREATE VIEW "totals" AS
select id, total from parts;
