ALTER TABLE "events" DETACH PARTITION "old_events";

ALTER TABLE "old_events" ALTER COLUMN "kind" SET DEFAULT 'x';
