ALTER TABLE "events" DETACH PARTITION "old_events";
