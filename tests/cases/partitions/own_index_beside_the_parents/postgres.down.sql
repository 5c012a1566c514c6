-- hazard: drop-table: table events_2026 is dropped
DROP TABLE "events_2026";

-- hazard: drop-table: table events is dropped
DROP TABLE "events";
