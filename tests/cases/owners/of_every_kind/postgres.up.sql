ALTER SCHEMA "shop" OWNER TO "owned_owner";

ALTER COLLATION "shop"."by_code" OWNER TO "owned_owner";

ALTER TYPE "shop"."mood" OWNER TO "owned_owner";

ALTER TYPE "shop"."address" OWNER TO "owned_owner";

ALTER TYPE "shop"."span" OWNER TO "owned_owner";

ALTER DOMAIN "shop"."email" OWNER TO "owned_owner";

ALTER SEQUENCE "shop"."number" OWNER TO "owned_owner";

ALTER FUNCTION "shop"."twice"(integer) OWNER TO "owned_owner";

ALTER PROCEDURE "shop"."refresh"(integer) OWNER TO "owned_owner";

ALTER AGGREGATE "shop"."total"(integer) OWNER TO "owned_owner";

ALTER TABLE "shop"."orders" OWNER TO "owned_owner";

ALTER VIEW "shop"."recent" OWNER TO "owned_owner";

ALTER MATERIALIZED VIEW "shop"."sums" OWNER TO "owned_owner";
