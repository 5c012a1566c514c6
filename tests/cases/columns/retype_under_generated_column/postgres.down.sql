DROP VIEW "totals";

DROP INDEX "parts_total_idx";

-- hazard: narrow-column: parts.price becomes integer and may hold values that do not fit
-- hazard: rewrite-table: parts.price is written again as integer
-- hazard: rewrite-table: parts.total gets a value of its own in every row
ALTER TABLE "parts"
  DROP COLUMN "total",
  ALTER COLUMN "price" TYPE integer,
  ADD COLUMN "total" bigint GENERATED ALWAYS AS (price * 2) STORED;

-- hazard: block-writes: parts takes no writes while parts_total_idx is built
CREATE INDEX "parts_total_idx" ON "parts" ("total");

CREATE VIEW "totals" AS
select id, total from parts;
