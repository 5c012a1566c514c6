DROP INDEX "lines_total_idx";

-- hazard: rewrite-table: lines.total gets a value of its own in every row
ALTER TABLE "lines"
  DROP COLUMN "total",
  ADD COLUMN "total" integer GENERATED ALWAYS AS (price * quantity) STORED;

-- hazard: block-writes: lines takes no writes while lines_total_idx is built
CREATE INDEX "lines_total_idx" ON "lines" ("total");
