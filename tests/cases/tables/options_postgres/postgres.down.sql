COMMENT ON TABLE "users" IS 'a';

-- hazard: rewrite-table: users is written again
ALTER TABLE "users" SET LOGGED;

ALTER TABLE "users" SET ("fillfactor"='80', "autovacuum_enabled"='false');
ALTER TABLE "users" RESET ("toast"."autovacuum_enabled");

-- hazard: rewrite-table: logs is written again
ALTER TABLE "logs" SET UNLOGGED;

-- hazard: drop-table: table sums is dropped
DROP TABLE "sums";
