ALTER TABLE "events" RENAME COLUMN "sort" TO "kind";
