DROP MATERIALIZED VIEW "gone";

CREATE SCHEMA "reports";

CREATE MATERIALIZED VIEW "reports"."totals" ("shop", "kind", "total") WITH ("fillfactor"='70') AS
select shop, kind, sum(amount) from sales group by shop, kind;
COMMENT ON MATERIALIZED VIEW "reports"."totals" IS 'Per shop.';
COMMENT ON COLUMN "reports"."totals"."shop" IS 'Where ''it'' was.';
COMMENT ON COLUMN "reports"."totals"."total" IS 'Sum of all.';

CREATE UNIQUE INDEX "totals_key" ON "reports"."totals" ("shop", "kind");
COMMENT ON INDEX "reports"."totals_key" IS 'One row.';

ALTER MATERIALIZED VIEW "reports"."totals" CLUSTER ON "totals_key";

CREATE INDEX "totals_low" ON "reports"."totals" ((lower(kind)));

CREATE STATISTICS "reports"."totals_dep" ON "shop", "kind" FROM "reports"."totals";
COMMENT ON STATISTICS "reports"."totals_dep" IS 'Together.';

CREATE VIEW "big" AS
select * from reports.totals where total > 10;

CREATE MATERIALIZED VIEW "later" AS
select id from sales
WITH NO DATA;
