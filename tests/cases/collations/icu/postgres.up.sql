-- hazard: rewrite-table: indexes on columns with folded are built again
ALTER COLLATION "folded" RENAME TO "folded_old";

CREATE COLLATION "folded" (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false, RULES = '&a < b');

DROP COLLATION "folded_old";
