ALTER VIEW "shop"."labels" SET SCHEMA "public";

ALTER VIEW "labels" RENAME TO "names";

ALTER TABLE "shop"."people" SET SCHEMA "public";

ALTER TABLE "people" RENAME TO "users";

ALTER SEQUENCE "people_id_seq" RENAME TO "users_id_seq";

ALTER SEQUENCE "shop"."numbers" SET SCHEMA "public";

ALTER SEQUENCE "numbers" RENAME TO "tickets";

ALTER DOMAIN "shop"."scores" SET SCHEMA "public";

ALTER DOMAIN "scores" RENAME TO "points";

ALTER TYPE "shop"."moods" SET SCHEMA "public";

ALTER TYPE "moods" RENAME TO "mood";

ALTER INDEX "people_name_idx" RENAME TO "users_name_idx";

ALTER TABLE "users" RENAME CONSTRAINT "people_name_key" TO "users_name_key";

ALTER TABLE "users" RENAME CONSTRAINT "people_pkey" TO "users_pkey";

ALTER DOMAIN "points" RENAME CONSTRAINT "scores_check" TO "points_check";

DROP VIEW "names";

CREATE VIEW "names" AS
select name from users;
