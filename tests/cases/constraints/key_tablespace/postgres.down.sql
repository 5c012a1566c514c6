ALTER INDEX "users_pkey" SET TABLESPACE "pg_default";

ALTER INDEX "users_a" SET TABLESPACE "pg_default";
