-- hazard: add-check: users must satisfy age > 2
ALTER TABLE "users"
  DROP CONSTRAINT "users_a",
  DROP CONSTRAINT "users_b",
  DROP CONSTRAINT "users_d",
  ADD CONSTRAINT "users_a" CHECK (age > 0) NOT VALID,
  ADD CONSTRAINT "users_b" CHECK (age > 1),
  VALIDATE CONSTRAINT "users_c";

COMMENT ON CONSTRAINT "users_c" ON "users" IS NULL;
