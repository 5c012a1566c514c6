COMMENT ON TABLE "users" IS 'b';

-- hazard: rewrite-table: users is written again
ALTER TABLE "users" SET UNLOGGED;

ALTER TABLE "users" SET ("fillfactor"='70', "toast"."autovacuum_enabled"='false');
ALTER TABLE "users" RESET ("autovacuum_enabled");

-- hazard: rewrite-table: logs is written again
ALTER TABLE "logs" SET LOGGED;

CREATE UNLOGGED TABLE "sums" (
  "id" integer NOT NULL
) WITH ("fillfactor"='50');
