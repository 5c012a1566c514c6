-- hazard: drop-column: column events.more is dropped
ALTER TABLE "events" DROP COLUMN "more";
