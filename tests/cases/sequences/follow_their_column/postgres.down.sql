ALTER TABLE "things" RENAME TO "items";

ALTER TABLE "items" RENAME COLUMN "count" TO "number";

ALTER TABLE "items" RENAME CONSTRAINT "things_pkey" TO "items_pkey";
