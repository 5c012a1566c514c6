ALTER MATERIALIZED VIEW "totals" SET TABLESPACE "fast";

-- hazard: rewrite-table: totals is written again
ALTER MATERIALIZED VIEW "totals" SET ACCESS METHOD "columnar";
