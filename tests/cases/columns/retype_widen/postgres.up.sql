-- hazard: rewrite-table: items.tiny is written again as bigint
-- hazard: rewrite-table: items.weight is written again as double precision
-- hazard: rewrite-table: items.name is written again as varchar(8)
ALTER TABLE "items"
  ALTER COLUMN "code" TYPE text,
  ALTER COLUMN "tiny" TYPE bigint,
  ALTER COLUMN "price" TYPE numeric(12,4),
  ALTER COLUMN "weight" TYPE double precision,
  ALTER COLUMN "name" TYPE varchar(8);
