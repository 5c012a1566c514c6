-- schemac:allow add-unique

ALTER TABLE "users" RENAME CONSTRAINT "users_old" TO "users_new";

-- hazard: add-unique: users (name) must be unique
ALTER TABLE "users"
  DROP CONSTRAINT "users_name_city",
  DROP CONSTRAINT "users_dropped",
  ADD CONSTRAINT "users_name_key" UNIQUE ("name"),
  ADD CONSTRAINT "users_name_city" UNIQUE ("city", "name", "id");
