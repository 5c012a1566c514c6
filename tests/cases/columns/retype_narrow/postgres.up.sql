-- schemac:allow narrow-column

-- hazard: narrow-column: items.code becomes varchar(3) and may hold values that do not fit
-- hazard: rewrite-table: items.code is written again as varchar(3)
-- hazard: narrow-column: items.count becomes smallint and may hold values that do not fit
-- hazard: rewrite-table: items.count is written again as smallint
-- hazard: narrow-column: items.at becomes date and may hold values that do not fit
-- hazard: rewrite-table: items.at is written again as date
-- hazard: narrow-column: items.price becomes numeric(6,2) and may hold values that do not fit
-- hazard: rewrite-table: items.price is written again as numeric(6,2)
ALTER TABLE "items"
  ALTER COLUMN "code" TYPE varchar(3),
  ALTER COLUMN "count" TYPE smallint,
  ALTER COLUMN "at" TYPE date,
  ALTER COLUMN "price" TYPE numeric(6,2);
