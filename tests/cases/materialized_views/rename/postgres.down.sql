ALTER MATERIALIZED VIEW "reports"."sums" SET SCHEMA "public";

ALTER MATERIALIZED VIEW "sums" RENAME TO "totals";

DROP VIEW "big";

CREATE VIEW "big" AS
select shop from totals;

-- hazard: drop-schema: schema reports is dropped
DROP SCHEMA "reports";
