ALTER MATERIALIZED VIEW "totals" SET TABLESPACE "pg_default";

-- hazard: rewrite-table: totals is written again
ALTER MATERIALIZED VIEW "totals" SET ACCESS METHOD "heap";
