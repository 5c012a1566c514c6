-- schemac:allow drop-schema

CREATE SCHEMA "store";

ALTER TABLE "shop"."orders" SET SCHEMA "store";

-- hazard: drop-schema: schema shop is dropped
DROP SCHEMA "shop";
