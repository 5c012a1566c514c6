-- hazard: rewrite-table: indexes on columns with plain are built again
ALTER COLLATION "plain" RENAME TO "plain_old";

CREATE COLLATION "plain" (LOCALE = 'C');

DROP COLLATION "plain_old";
