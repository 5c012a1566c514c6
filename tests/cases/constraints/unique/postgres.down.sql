ALTER TABLE "users" RENAME CONSTRAINT "users_new" TO "users_old";

ALTER TABLE "users"
  DROP CONSTRAINT "users_name_city",
  DROP CONSTRAINT "users_name_key",
  ADD CONSTRAINT "users_name_city" UNIQUE ("name", "city"),
  ADD CONSTRAINT "users_dropped" UNIQUE ("born", "id");
