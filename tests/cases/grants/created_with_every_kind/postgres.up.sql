SET check_function_bodies = off;

CREATE SCHEMA "shop";

ALTER SCHEMA "shop" OWNER TO "created_owner";

GRANT USAGE ON SCHEMA "shop" TO "created_reader";

CREATE COLLATION "shop"."by_code" (LOCALE = 'C');

ALTER COLLATION "shop"."by_code" OWNER TO "created_owner";

CREATE TYPE "shop"."mood" AS ENUM ('happy', 'sad');

ALTER TYPE "shop"."mood" OWNER TO "created_owner";

REVOKE USAGE ON TYPE "shop"."mood" FROM PUBLIC;
GRANT USAGE ON TYPE "shop"."mood" TO "created_reader";

CREATE TYPE "shop"."address" AS (
  "street" text
);

ALTER TYPE "shop"."address" OWNER TO "created_owner";

REVOKE USAGE ON TYPE "shop"."address" FROM PUBLIC;
GRANT USAGE ON TYPE "shop"."address" TO "created_reader";

CREATE TYPE "shop"."span" AS RANGE (
  SUBTYPE = integer
);

ALTER TYPE "shop"."span" OWNER TO "created_owner";

REVOKE USAGE ON TYPE "shop"."span" FROM PUBLIC;
GRANT USAGE ON TYPE "shop"."span" TO "created_reader";

CREATE DOMAIN "shop"."email" AS text;

ALTER DOMAIN "shop"."email" OWNER TO "created_owner";

REVOKE USAGE ON DOMAIN "shop"."email" FROM PUBLIC;
GRANT USAGE ON DOMAIN "shop"."email" TO "created_reader";

CREATE SEQUENCE "shop"."number" START WITH 5;

ALTER SEQUENCE "shop"."number" OWNER TO "created_owner";

GRANT USAGE, SELECT ON SEQUENCE "shop"."number" TO "created_reader";

CREATE FUNCTION "shop"."twice"("value" integer) RETURNS integer
LANGUAGE "sql"
AS $$select value * 2$$;

ALTER FUNCTION "shop"."twice"(integer) OWNER TO "created_owner";

REVOKE EXECUTE ON FUNCTION "shop"."twice"(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "shop"."twice"(integer) TO "created_reader";

CREATE FUNCTION "shop"."on_ddl"() RETURNS "event_trigger"
LANGUAGE "plpgsql"
AS $$begin end$$;

CREATE PROCEDURE "shop"."refresh"("value" integer)
LANGUAGE "sql"
AS $$select value$$;

ALTER PROCEDURE "shop"."refresh"(integer) OWNER TO "created_owner";

REVOKE EXECUTE ON PROCEDURE "shop"."refresh"(integer) FROM PUBLIC;
GRANT EXECUTE ON PROCEDURE "shop"."refresh"(integer) TO "created_reader";

CREATE AGGREGATE "shop"."total"(integer) (
  SFUNC = "int4pl",
  STYPE = integer
);

ALTER AGGREGATE "shop"."total"(integer) OWNER TO "created_owner";

REVOKE EXECUTE ON FUNCTION "shop"."total"(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "shop"."total"(integer) TO "created_reader";

CREATE TABLE "shop"."orders" (
  "id" bigint NOT NULL,
  "total" integer NOT NULL
);

ALTER TABLE "shop"."orders" OWNER TO "created_owner";

GRANT SELECT ON TABLE "shop"."orders" TO "created_reader";
GRANT SELECT ON TABLE "shop"."orders" TO PUBLIC;

CREATE VIEW "shop"."recent" AS
select id from shop.orders;

ALTER VIEW "shop"."recent" OWNER TO "created_owner";

GRANT SELECT ON TABLE "shop"."recent" TO "created_reader";
GRANT SELECT ON TABLE "shop"."recent" TO PUBLIC;

CREATE MATERIALIZED VIEW "shop"."sums" AS
select sum(total) as total from shop.orders;

ALTER MATERIALIZED VIEW "shop"."sums" OWNER TO "created_owner";

GRANT SELECT ON TABLE "shop"."sums" TO "created_reader";
GRANT SELECT ON TABLE "shop"."sums" TO PUBLIC;

CREATE EVENT TRIGGER "created_watch" ON "ddl_command_end"
EXECUTE FUNCTION "shop"."on_ddl"();

CREATE PUBLICATION "created_orders" FOR TABLE "shop"."orders";

RESET check_function_bodies;
