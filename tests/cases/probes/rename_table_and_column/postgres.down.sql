ALTER TABLE "people" RENAME TO "users";

ALTER TABLE "users" RENAME COLUMN "full_name" TO "name";

ALTER INDEX "people_full_name_idx" RENAME TO "users_name_idx";

ALTER TABLE "users" RENAME CONSTRAINT "people_full_name_check" TO "users_name_check";

ALTER TABLE "users" RENAME CONSTRAINT "people_boss_id_fkey" TO "users_boss_id_fkey";

ALTER TABLE "users" RENAME CONSTRAINT "people_full_name_key" TO "users_name_key";

ALTER TABLE "users" RENAME CONSTRAINT "people_pkey" TO "users_pkey";

DROP VIEW "user_names";

CREATE VIEW "user_names" AS
select id, name from users;
