ALTER TABLE "users" RENAME TO "people";

ALTER TABLE "people" RENAME COLUMN "name" TO "full_name";

ALTER TABLE "people" RENAME CONSTRAINT "users_pkey" TO "people_pkey";

ALTER TABLE "people" RENAME CONSTRAINT "users_name_key" TO "people_full_name_key";

ALTER TABLE "people" RENAME CONSTRAINT "users_boss_id_fkey" TO "people_boss_id_fkey";

ALTER TABLE "people" RENAME CONSTRAINT "users_name_check" TO "people_full_name_check";

ALTER INDEX "users_name_idx" RENAME TO "people_full_name_idx";

DROP VIEW "user_names";

CREATE VIEW "user_names" AS
select id, full_name as name from people;
