DROP VIEW "totals";

DROP INDEX "parts_total_idx";

-- hazard: rewrite-table: parts.price is written again as bigint
-- hazard: rewrite-table: parts.total gets a value of its own in every row
ALTER TABLE "parts"
  DROP COLUMN "total",
  ALTER COLUMN "price" TYPE bigint,
  ADD COLUMN "total" bigint GENERATED ALWAYS AS (price * 2) STORED;

-- hazard: block-writes: parts takes no writes while parts_total_idx is built
CREATE INDEX "parts_total_idx" ON "parts" ("total");

CREATE VIEW "totals" AS
select id, total from parts;
