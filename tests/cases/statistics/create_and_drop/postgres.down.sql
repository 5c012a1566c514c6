DROP STATISTICS "sales_all";

DROP STATISTICS "sales_some";

DROP STATISTICS "sales_low";

DROP STATISTICS "kept"."sales_town";

CREATE STATISTICS "gone" ON "shop", "kind" FROM "sales";
