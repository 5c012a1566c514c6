ALTER TABLE "events_26" RENAME TO "events_2026";
