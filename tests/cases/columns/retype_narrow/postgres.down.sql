-- hazard: rewrite-table: items.count is written again as bigint
-- hazard: rewrite-table: items.at is written again as timestamptz
ALTER TABLE "items"
  ALTER COLUMN "code" TYPE text,
  ALTER COLUMN "count" TYPE bigint,
  ALTER COLUMN "at" TYPE timestamptz,
  ALTER COLUMN "price" TYPE numeric(12,4);
