ALTER TABLE "users" RENAME COLUMN "label" TO "name";

ALTER TABLE "users" RENAME COLUMN "number" TO "id";
