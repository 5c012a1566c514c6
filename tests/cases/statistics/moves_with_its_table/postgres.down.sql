ALTER TABLE "shop"."sales" SET SCHEMA "public";

ALTER STATISTICS "shop"."together" SET SCHEMA "public";
