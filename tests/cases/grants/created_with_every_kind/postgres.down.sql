DROP PUBLICATION "created_orders";

DROP EVENT TRIGGER "created_watch";

DROP MATERIALIZED VIEW "shop"."sums";

DROP VIEW "shop"."recent";

DROP AGGREGATE "shop"."total"(integer);

DROP PROCEDURE "shop"."refresh"(integer);

DROP FUNCTION "shop"."on_ddl"();

DROP FUNCTION "shop"."twice"(integer);

DROP COLLATION "shop"."by_code";

-- hazard: drop-table: table shop.orders is dropped
DROP TABLE "shop"."orders";

-- hazard: drop-sequence: sequence shop.number is dropped
DROP SEQUENCE "shop"."number";

-- hazard: drop-type: domain shop.email is dropped
DROP DOMAIN "shop"."email";

-- hazard: drop-type: range shop.span is dropped
DROP TYPE "shop"."span";

-- hazard: drop-type: composite shop.address is dropped
DROP TYPE "shop"."address";

-- hazard: drop-type: enum shop.mood is dropped
DROP TYPE "shop"."mood";

-- hazard: drop-schema: schema shop is dropped
DROP SCHEMA "shop";
