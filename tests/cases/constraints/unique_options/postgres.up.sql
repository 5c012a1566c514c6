-- schemac:allow add-unique

ALTER TABLE "users"
  DROP CONSTRAINT "users_email",
  DROP CONSTRAINT "users_name",
  DROP CONSTRAINT "users_city";

-- hazard: add-unique: users (email) must be unique
ALTER TABLE "users" ADD CONSTRAINT "users_email" UNIQUE NULLS NOT DISTINCT ("email");
COMMENT ON CONSTRAINT "users_email" ON "users" IS 'One empty at most.';

ALTER TABLE "users"
  ADD CONSTRAINT "users_name" UNIQUE ("name") INCLUDE ("city"),
  ADD CONSTRAINT "users_city" UNIQUE ("city", "id") DEFERRABLE INITIALLY IMMEDIATE;
