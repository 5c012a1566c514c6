-- hazard: drop-raw: raw words is dropped
drop text search configuration shop.words;

ALTER TABLE "shop"."products" DROP CONSTRAINT "products_cover_fkey";

-- hazard: drop-table: table shop.purchase_lines is dropped
DROP TABLE "shop"."purchase_lines";

-- hazard: drop-table: table shop.purchases is dropped
DROP TABLE "shop"."purchases";

-- hazard: drop-table: table shop.coupons is dropped
DROP TABLE "shop"."coupons";

-- hazard: drop-table: table shop.customers is dropped
DROP TABLE "shop"."customers";

-- hazard: drop-table: table shop.product_images is dropped
DROP TABLE "shop"."product_images";

-- hazard: drop-table: table shop.products is dropped
DROP TABLE "shop"."products";

DROP FUNCTION "shop"."touch"();

DROP FUNCTION "audit"."record_change"();

-- hazard: drop-table: table shop.categories is dropped
DROP TABLE "shop"."categories";

-- hazard: drop-table: table audit.changes is dropped
DROP TABLE "audit"."changes";

-- hazard: drop-sequence: sequence shop.sku_seq is dropped
DROP SEQUENCE "shop"."sku_seq";

-- hazard: drop-type: domain shop.country_code is dropped
DROP DOMAIN "shop"."country_code";

-- hazard: drop-type: domain shop.money_amount is dropped
DROP DOMAIN "shop"."money_amount";

-- hazard: drop-type: enum shop.order_status is dropped
DROP TYPE "shop"."order_status";

-- hazard: drop-extension: extension citext is dropped
DROP EXTENSION "citext";

-- hazard: drop-schema: schema audit is dropped
DROP SCHEMA "audit";

-- hazard: drop-schema: schema shop is dropped
DROP SCHEMA "shop";
