ALTER TABLE "archive"."orders" SET SCHEMA "public";

-- hazard: drop-schema: schema archive is dropped
DROP SCHEMA "archive";
