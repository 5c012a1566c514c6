-- hazard: drop-table: table plans is dropped
DROP TABLE "plans";

-- hazard: drop-type: composite shift is dropped
DROP TYPE "shift";

-- hazard: drop-type: range shop.pricerange is dropped
DROP TYPE "shop"."pricerange";

-- hazard: drop-type: range span is dropped
DROP TYPE "span";

-- hazard: drop-schema: schema shop is dropped
DROP SCHEMA "shop";
