CREATE SCHEMA "reports";

ALTER MATERIALIZED VIEW "totals" SET SCHEMA "reports";

ALTER MATERIALIZED VIEW "reports"."totals" RENAME TO "sums";

DROP VIEW "big";

CREATE VIEW "big" AS
select shop from reports.sums;
