GRANT USAGE ON SCHEMA "shop" TO "given_reader";

REVOKE USAGE ON TYPE "shop"."mood" FROM PUBLIC;
GRANT USAGE ON TYPE "shop"."mood" TO "given_reader";

REVOKE USAGE ON TYPE "shop"."address" FROM PUBLIC;
GRANT USAGE ON TYPE "shop"."address" TO "given_reader";

REVOKE USAGE ON TYPE "shop"."span" FROM PUBLIC;
GRANT USAGE ON TYPE "shop"."span" TO "given_reader";

REVOKE USAGE ON DOMAIN "shop"."email" FROM PUBLIC;
GRANT USAGE ON DOMAIN "shop"."email" TO "given_reader";

GRANT USAGE, SELECT ON SEQUENCE "shop"."number" TO "given_reader";

REVOKE EXECUTE ON FUNCTION "shop"."twice"(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "shop"."twice"(integer) TO "given_reader";

REVOKE EXECUTE ON PROCEDURE "shop"."refresh"(integer) FROM PUBLIC;
GRANT EXECUTE ON PROCEDURE "shop"."refresh"(integer) TO "given_reader";

REVOKE EXECUTE ON FUNCTION "shop"."total"(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "shop"."total"(integer) TO "given_reader";

GRANT SELECT ON TABLE "shop"."orders" TO "given_reader";

GRANT SELECT ON TABLE "shop"."recent" TO "given_reader";

GRANT SELECT ON TABLE "shop"."sums" TO "given_reader";
