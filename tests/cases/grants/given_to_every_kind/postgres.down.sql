REVOKE USAGE ON SCHEMA "shop" FROM "given_reader";

REVOKE USAGE ON TYPE "shop"."mood" FROM "given_reader";
GRANT USAGE ON TYPE "shop"."mood" TO PUBLIC;

REVOKE USAGE ON TYPE "shop"."address" FROM "given_reader";
GRANT USAGE ON TYPE "shop"."address" TO PUBLIC;

REVOKE USAGE ON TYPE "shop"."span" FROM "given_reader";
GRANT USAGE ON TYPE "shop"."span" TO PUBLIC;

REVOKE USAGE ON DOMAIN "shop"."email" FROM "given_reader";
GRANT USAGE ON DOMAIN "shop"."email" TO PUBLIC;

REVOKE USAGE, SELECT ON SEQUENCE "shop"."number" FROM "given_reader";

REVOKE EXECUTE ON FUNCTION "shop"."twice"(integer) FROM "given_reader";
GRANT EXECUTE ON FUNCTION "shop"."twice"(integer) TO PUBLIC;

REVOKE EXECUTE ON PROCEDURE "shop"."refresh"(integer) FROM "given_reader";
GRANT EXECUTE ON PROCEDURE "shop"."refresh"(integer) TO PUBLIC;

REVOKE EXECUTE ON FUNCTION "shop"."total"(integer) FROM "given_reader";
GRANT EXECUTE ON FUNCTION "shop"."total"(integer) TO PUBLIC;

REVOKE SELECT ON TABLE "shop"."orders" FROM "given_reader";

REVOKE SELECT ON TABLE "shop"."recent" FROM "given_reader";

REVOKE SELECT ON TABLE "shop"."sums" FROM "given_reader";
