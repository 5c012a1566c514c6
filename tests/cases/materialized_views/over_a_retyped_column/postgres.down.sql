DROP MATERIALIZED VIEW "all_of_it";

DROP VIEW "big";

DROP MATERIALIZED VIEW "totals";

-- hazard: narrow-column: sales.amount becomes integer and may hold values that do not fit
-- hazard: rewrite-table: sales.amount is written again as integer
-- hazard: drop-column: column sales.more is dropped
ALTER TABLE "sales"
  ALTER COLUMN "amount" TYPE integer,
  DROP COLUMN "more";

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
