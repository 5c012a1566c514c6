ALTER TABLE "users"
  DROP CONSTRAINT "users_email",
  DROP CONSTRAINT "users_name",
  DROP CONSTRAINT "users_city",
  ADD CONSTRAINT "users_email" UNIQUE ("email"),
  ADD CONSTRAINT "users_name" UNIQUE ("name"),
  ADD CONSTRAINT "users_city" UNIQUE ("city", "id");
