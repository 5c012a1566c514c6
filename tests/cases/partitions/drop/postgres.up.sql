-- schemac:allow drop-table

-- hazard: drop-table: table events_rest is dropped
DROP TABLE "events_rest";
