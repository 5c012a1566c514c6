-- hazard: narrow-column: items.code becomes varchar(5) and may hold values that do not fit
-- hazard: rewrite-table: items.code is written again as varchar(5)
-- hazard: narrow-column: items.tiny becomes smallint and may hold values that do not fit
-- hazard: rewrite-table: items.tiny is written again as smallint
-- hazard: narrow-column: items.price becomes numeric(6,2) and may hold values that do not fit
-- hazard: rewrite-table: items.price is written again as numeric(6,2)
-- hazard: narrow-column: items.weight becomes real and may hold values that do not fit
-- hazard: rewrite-table: items.weight is written again as real
-- hazard: narrow-column: items.name becomes char(4) and may hold values that do not fit
-- hazard: rewrite-table: items.name is written again as char(4)
ALTER TABLE "items"
  ALTER COLUMN "code" TYPE varchar(5),
  ALTER COLUMN "tiny" TYPE smallint,
  ALTER COLUMN "price" TYPE numeric(6,2),
  ALTER COLUMN "weight" TYPE real,
  ALTER COLUMN "name" TYPE char(4);
