ALTER TABLE "items" RENAME TO "things";

ALTER TABLE "things" RENAME COLUMN "number" TO "count";

ALTER TABLE "things" RENAME CONSTRAINT "items_pkey" TO "things_pkey";
