DROP STATISTICS "gone";

CREATE STATISTICS "sales_all" ON "kind", "shop" FROM "sales";

CREATE STATISTICS "sales_some" (mcv, ndistinct) ON "shop", "kind", (lower(town)) FROM "sales";
ALTER STATISTICS "sales_some" SET STATISTICS 200;
COMMENT ON STATISTICS "sales_some" IS 'Skewed.';

CREATE STATISTICS "sales_low" ON (lower(kind)) FROM "sales";

CREATE STATISTICS "kept"."sales_town" ON "kind", "town" FROM "sales";
