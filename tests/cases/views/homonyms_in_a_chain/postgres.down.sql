DROP VIEW "api"."b";

DROP VIEW "a";

DROP FUNCTION "api"."all_a"();

DROP VIEW "api"."a";

-- hazard: drop-table: table internal.a is dropped
DROP TABLE "internal"."a";
