ALTER TABLE "archive"."orders" SET SCHEMA "public";
