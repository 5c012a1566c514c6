-- schemac:allow add-check

-- hazard: add-check: users must satisfy age >= 0
ALTER TABLE "users" ADD CONSTRAINT "users_age_check" CHECK (age >= 0);
