ALTER STATISTICS "e" RENAME TO "e2";

DROP STATISTICS "a";

DROP STATISTICS "b";

CREATE STATISTICS "a" ON "shop", "kind", (lower(town)) FROM "sales";

CREATE STATISTICS "b" (dependencies) ON "shop", "kind" FROM "sales";

ALTER STATISTICS "c" SET STATISTICS 10;

COMMENT ON STATISTICS "d" IS 'B.';
