CREATE SCHEMA "shop";

ALTER TABLE "store"."orders" SET SCHEMA "shop";

-- hazard: drop-schema: schema store is dropped
DROP SCHEMA "store";
