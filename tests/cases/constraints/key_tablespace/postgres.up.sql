ALTER INDEX "users_pkey" SET TABLESPACE "fast";

ALTER INDEX "users_a" SET TABLESPACE "fast";
