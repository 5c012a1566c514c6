-- hazard: drop-table: table other is dropped
DROP TABLE "other";
