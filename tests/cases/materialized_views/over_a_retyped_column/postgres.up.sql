DROP MATERIALIZED VIEW "all_of_it";

DROP VIEW "big";

DROP MATERIALIZED VIEW "totals";

-- hazard: rewrite-table: sales.amount is written again as bigint
ALTER TABLE "sales"
  ALTER COLUMN "amount" TYPE bigint,
  ADD COLUMN "more" text;

-- hazard: rewrite-table: totals is made anew and filled again
CREATE MATERIALIZED VIEW "totals" AS
select amount, count(*) as n from sales group by amount;
COMMENT ON MATERIALIZED VIEW "totals" IS 'Kept.';

CREATE UNIQUE INDEX "totals_key" ON "totals" ("amount");

CREATE VIEW "big" AS
select n from totals;

-- hazard: rewrite-table: all_of_it is made anew and filled again
CREATE MATERIALIZED VIEW "all_of_it" AS
select * from sales;
