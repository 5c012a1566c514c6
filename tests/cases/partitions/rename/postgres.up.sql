ALTER TABLE "events_2026" RENAME TO "events_26";
