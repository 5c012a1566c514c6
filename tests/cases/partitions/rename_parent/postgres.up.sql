ALTER TABLE "events" RENAME TO "happenings";

ALTER TABLE "happenings" RENAME CONSTRAINT "events_pkey" TO "happenings_pkey";
