CREATE TABLE "internal"."a" (
  "id" bigint NOT NULL
);

CREATE VIEW "api"."a" AS
SELECT a.id FROM internal.a;

CREATE FUNCTION "api"."all_a"() RETURNS SETOF "api"."a"
LANGUAGE "sql"
BEGIN ATOMIC SELECT a.id FROM api.a; END;

CREATE VIEW "a" AS
SELECT a.id FROM api.a;

CREATE VIEW "api"."b" AS
SELECT all_a.id FROM api.all_a() all_a(id);
