-- schemac:allow add-check

-- hazard: add-check: users must satisfy age > 0
ALTER TABLE "users"
  DROP CONSTRAINT "users_b",
  DROP CONSTRAINT "users_c",
  VALIDATE CONSTRAINT "users_a",
  ADD CONSTRAINT "users_b" CHECK (age > 1) NO INHERIT;

ALTER TABLE "users" ADD CONSTRAINT "users_c" CHECK (age > 2) NOT VALID;
COMMENT ON CONSTRAINT "users_c" ON "users" IS 'Not yet.';

ALTER TABLE "users" ADD CONSTRAINT "users_d" CHECK (age > 3) NOT VALID;
