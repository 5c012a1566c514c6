-- hazard: rewrite-table: parts.total gets a value of its own in every row
ALTER TABLE "parts"
  DROP COLUMN "total",
  ADD COLUMN "total" integer GENERATED ALWAYS AS (price * 2) STORED;
