ALTER INDEX "totals_new" RENAME TO "totals_old";

ALTER INDEX "totals_c" RENAME TO "totals_b";

DROP STATISTICS "totals_t";

COMMENT ON MATERIALIZED VIEW "totals" IS NULL;

COMMENT ON COLUMN "totals"."amount" IS 'All.';
COMMENT ON COLUMN "totals"."kind" IS 'Which.';
COMMENT ON COLUMN "totals"."shop" IS NULL;

ALTER MATERIALIZED VIEW "totals" SET ("fillfactor"='70');
ALTER MATERIALIZED VIEW "totals" RESET ("autovacuum_enabled");

ALTER MATERIALIZED VIEW "totals" CLUSTER ON "totals_a";

CREATE STATISTICS "totals_s" ON "shop", "kind" FROM "totals";
