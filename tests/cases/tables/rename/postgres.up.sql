ALTER TABLE "users" RENAME TO "people";

ALTER TABLE "people" RENAME CONSTRAINT "users_pkey" TO "people_pkey";

ALTER TABLE "people" RENAME CONSTRAINT "users_name_check" TO "people_name_check";

ALTER INDEX "users_name_idx" RENAME TO "people_name_idx";
