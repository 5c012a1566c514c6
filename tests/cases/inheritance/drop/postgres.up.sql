-- schemac:allow drop-table

-- hazard: drop-table: table cats is dropped
DROP TABLE "cats";
