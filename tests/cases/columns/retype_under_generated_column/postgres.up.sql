DROP VIEW "totals";

DROP INDEX "lines_total_idx";

-- hazard: rewrite-table: lines.price is written again as bigint
-- hazard: rewrite-table: lines.total gets a value of its own in every row
ALTER TABLE "lines"
  DROP COLUMN "total",
  ALTER COLUMN "price" TYPE bigint,
  ADD COLUMN "total" bigint GENERATED ALWAYS AS (price * 2) STORED;

-- hazard: block-writes: lines takes no writes while lines_total_idx is built
CREATE INDEX "lines_total_idx" ON "lines" ("total");

CREATE VIEW "totals" AS
select id, total from lines;
