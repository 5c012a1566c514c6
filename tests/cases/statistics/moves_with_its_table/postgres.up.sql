ALTER TABLE "sales" SET SCHEMA "shop";

ALTER STATISTICS "together" SET SCHEMA "shop";
