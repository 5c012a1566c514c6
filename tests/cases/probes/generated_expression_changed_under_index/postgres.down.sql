DROP INDEX "parts_total_idx";

-- hazard: rewrite-table: parts.total gets a value of its own in every row
ALTER TABLE "parts"
  DROP COLUMN "total",
  ADD COLUMN "total" integer GENERATED ALWAYS AS (price * quantity) STORED;

-- hazard: block-writes: parts takes no writes while parts_total_idx is built
CREATE INDEX "parts_total_idx" ON "parts" ("total");
