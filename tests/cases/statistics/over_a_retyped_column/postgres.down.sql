-- hazard: narrow-column: sales.shop becomes integer and may hold values that do not fit
-- hazard: rewrite-table: sales.shop is written again as integer
ALTER TABLE "sales" ALTER COLUMN "shop" TYPE integer;
