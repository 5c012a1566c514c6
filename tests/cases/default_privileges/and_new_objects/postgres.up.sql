SET check_function_bodies = off;

CREATE SEQUENCE "alone";

REVOKE USAGE ON SEQUENCE "alone" FROM "dn_one";

CREATE FUNCTION "secret"() RETURNS integer
LANGUAGE "sql"
AS $$select 1$$;

CREATE FUNCTION "open"() RETURNS integer
LANGUAGE "sql"
AS $$select 1$$;

GRANT EXECUTE ON FUNCTION "open"() TO PUBLIC;

CREATE TABLE "as_given" (
  "id" bigserial NOT NULL,
  "other" bigint GENERATED ALWAYS AS IDENTITY NOT NULL
);

REVOKE DELETE ON TABLE "as_given" FROM "dn_two";

CREATE TABLE "shop"."nothing" (
  "id" bigint NOT NULL
);

REVOKE SELECT, INSERT ON TABLE "shop"."nothing" FROM "dn_one";
REVOKE SELECT, DELETE ON TABLE "shop"."nothing" FROM "dn_two";

CREATE TABLE "shop"."other" (
  "id" bigint NOT NULL
);

REVOKE INSERT ON TABLE "shop"."other" FROM "dn_one";
REVOKE DELETE ON TABLE "shop"."other" FROM "dn_two";
GRANT UPDATE ON TABLE "shop"."other" TO "dn_one";
GRANT SELECT ON TABLE "shop"."other" TO "dn_two" WITH GRANT OPTION;

RESET check_function_bodies;
