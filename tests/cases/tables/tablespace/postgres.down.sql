ALTER TABLE "users" SET TABLESPACE "slow";

ALTER INDEX "users_name_idx" SET TABLESPACE "pg_default";

-- hazard: drop-table: table logs is dropped
DROP TABLE "logs";
