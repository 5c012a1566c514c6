DROP MATERIALIZED VIEW "later";

DROP VIEW "big";

DROP MATERIALIZED VIEW "reports"."totals";

CREATE MATERIALIZED VIEW "gone" AS
select id from sales;

-- hazard: drop-schema: schema reports is dropped
DROP SCHEMA "reports";
