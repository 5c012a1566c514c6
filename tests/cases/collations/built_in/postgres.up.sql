-- hazard: rewrite-table: indexes on columns with plain are built again
ALTER COLLATION "plain" RENAME TO "plain_old";

CREATE COLLATION "plain" (PROVIDER = builtin, LOCALE = 'C.UTF-8');

DROP COLLATION "plain_old";
