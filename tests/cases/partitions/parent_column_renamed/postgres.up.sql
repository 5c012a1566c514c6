ALTER TABLE "events" RENAME COLUMN "kind" TO "sort";
