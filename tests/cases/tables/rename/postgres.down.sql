ALTER TABLE "people" RENAME TO "users";

ALTER INDEX "people_name_idx" RENAME TO "users_name_idx";

ALTER TABLE "users" RENAME CONSTRAINT "people_name_check" TO "users_name_check";

ALTER TABLE "users" RENAME CONSTRAINT "people_pkey" TO "users_pkey";
