ALTER INDEX "totals_b" RENAME TO "totals_c";

ALTER INDEX "totals_old" RENAME TO "totals_new";

DROP STATISTICS "totals_s";

COMMENT ON MATERIALIZED VIEW "totals" IS 'In euros.';

COMMENT ON COLUMN "totals"."amount" IS 'Everything.';
COMMENT ON COLUMN "totals"."kind" IS NULL;
COMMENT ON COLUMN "totals"."shop" IS 'Where.';

ALTER MATERIALIZED VIEW "totals" SET ("autovacuum_enabled"='false');
ALTER MATERIALIZED VIEW "totals" RESET ("fillfactor");

ALTER MATERIALIZED VIEW "totals" CLUSTER ON "totals_new";

CREATE STATISTICS "totals_t" ON "shop", "amount" FROM "totals";
ALTER STATISTICS "totals_t" SET STATISTICS 50;
