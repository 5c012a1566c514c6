DROP VIEW "totals";

-- hazard: rewrite-table: lines.total gets a value of its own in every row
-- hazard: rewrite-table: lines.extra gets a value of its own in every row
ALTER TABLE "lines"
  DROP CONSTRAINT "lines_total",
  DROP COLUMN "total",
  ADD COLUMN "total" integer GENERATED ALWAYS AS (price * 20) STORED,
  ALTER COLUMN "plain" DROP EXPRESSION,
  ADD COLUMN "extra" integer GENERATED ALWAYS AS (price + 1) STORED,
  DROP COLUMN "gone",
  ADD CONSTRAINT "lines_total" CHECK (total < 1000);

CREATE VIEW "totals" AS
select id, total from lines;
