ALTER TABLE "people" RENAME TO "users";

ALTER SEQUENCE "people_number_seq" RENAME TO "users_number_seq";

ALTER TABLE "users" RENAME COLUMN "number" TO "id";

ALTER SEQUENCE "users_number_seq" RENAME TO "users_id_seq";

ALTER TABLE "users" RENAME CONSTRAINT "people_pkey" TO "users_pkey";
