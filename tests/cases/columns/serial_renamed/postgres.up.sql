ALTER TABLE "users" RENAME TO "people";

ALTER SEQUENCE "users_id_seq" RENAME TO "people_id_seq";

ALTER TABLE "people" RENAME COLUMN "id" TO "number";

ALTER SEQUENCE "people_id_seq" RENAME TO "people_number_seq";

ALTER TABLE "people" RENAME CONSTRAINT "users_pkey" TO "people_pkey";
