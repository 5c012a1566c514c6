ALTER TABLE "users"
  DROP CONSTRAINT "users_name",
  DROP CONSTRAINT "users_city";

COMMENT ON CONSTRAINT "users_email" ON "users" IS NULL;

ALTER TABLE "users"
  ADD CONSTRAINT "users_name" UNIQUE ("name"),
  ADD CONSTRAINT "users_city" UNIQUE ("city", "id");
