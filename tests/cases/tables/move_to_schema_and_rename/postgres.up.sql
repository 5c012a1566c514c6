ALTER TYPE "mood" SET SCHEMA "shop";

ALTER TYPE "shop"."mood" RENAME TO "moods";

ALTER DOMAIN "points" SET SCHEMA "shop";

ALTER DOMAIN "shop"."points" RENAME TO "scores";

ALTER SEQUENCE "tickets" SET SCHEMA "shop";

ALTER SEQUENCE "shop"."tickets" RENAME TO "numbers";

ALTER TABLE "users" SET SCHEMA "shop";

ALTER TABLE "shop"."users" RENAME TO "people";

ALTER SEQUENCE "shop"."users_id_seq" RENAME TO "people_id_seq";

ALTER VIEW "names" SET SCHEMA "shop";

ALTER VIEW "shop"."names" RENAME TO "labels";

ALTER DOMAIN "shop"."scores" RENAME CONSTRAINT "points_check" TO "scores_check";

ALTER TABLE "shop"."people" RENAME CONSTRAINT "users_pkey" TO "people_pkey";

ALTER TABLE "shop"."people" RENAME CONSTRAINT "users_name_key" TO "people_name_key";

ALTER INDEX "shop"."users_name_idx" RENAME TO "people_name_idx";

DROP VIEW "shop"."labels";

CREATE VIEW "shop"."labels" AS
select name from shop.people;
