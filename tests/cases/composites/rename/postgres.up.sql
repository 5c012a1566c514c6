CREATE SCHEMA "geo";

ALTER TYPE "address" SET SCHEMA "geo";

ALTER TYPE "geo"."address" RENAME TO "place";
