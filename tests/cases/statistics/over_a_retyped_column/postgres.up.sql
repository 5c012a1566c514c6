-- hazard: rewrite-table: sales.shop is written again as bigint
ALTER TABLE "sales" ALTER COLUMN "shop" TYPE bigint;
