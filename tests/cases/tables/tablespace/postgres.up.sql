ALTER TABLE "users" SET TABLESPACE "pg_default";

CREATE TABLE "logs" (
  "id" integer NOT NULL
) TABLESPACE "slow";

ALTER INDEX "users_name_idx" SET TABLESPACE "fast";
