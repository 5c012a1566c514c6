-- hazard: drop-table: table events_2026 is dropped
DROP TABLE "events_2026";

-- hazard: drop-column: column events.kind is dropped
ALTER TABLE "events" DROP COLUMN "kind";
