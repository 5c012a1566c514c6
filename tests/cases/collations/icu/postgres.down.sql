-- hazard: rewrite-table: indexes on columns with folded are built again
ALTER COLLATION "folded" RENAME TO "folded_old";

CREATE COLLATION "folded" (LOCALE = 'C');

DROP COLLATION "folded_old";
