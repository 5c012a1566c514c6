ALTER TABLE "happenings" RENAME TO "events";

ALTER TABLE "events" RENAME CONSTRAINT "happenings_pkey" TO "events_pkey";
