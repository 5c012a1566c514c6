DROP MATERIALIZED VIEW "narrow";

DROP VIEW "big";

DROP MATERIALIZED VIEW "totals";

-- hazard: rewrite-table: totals is made anew and filled again
CREATE MATERIALIZED VIEW "totals" AS
select shop, kind, sum(amount) as total from sales group by shop, kind;
COMMENT ON MATERIALIZED VIEW "totals" IS 'Per shop.';
COMMENT ON COLUMN "totals"."total" IS 'All.';

CREATE UNIQUE INDEX "totals_key" ON "totals" ("shop", "kind");
COMMENT ON INDEX "totals_key" IS 'One row.';

ALTER MATERIALIZED VIEW "totals" CLUSTER ON "totals_key";

CREATE VIEW "big" AS
select shop from totals where total > 10;
COMMENT ON VIEW "big" IS 'The big ones.';
COMMENT ON COLUMN "big"."shop" IS 'Where.';

-- hazard: rewrite-table: narrow is made anew and filled again
CREATE MATERIALIZED VIEW "narrow" ("c") AS
select id as a from sales;
