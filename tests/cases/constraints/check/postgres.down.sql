-- hazard: add-check: users must satisfy age < 200
-- hazard: add-check: users must satisfy name <> ''
-- hazard: drop-column: column users.nick is dropped
ALTER TABLE "users"
  DROP CONSTRAINT "users_sane",
  DROP CONSTRAINT "users_name_check",
  DROP CONSTRAINT "users_nick_check",
  ADD CONSTRAINT "users_sane" CHECK (age < 200),
  ADD CONSTRAINT "users_named" CHECK (name <> ''),
  DROP COLUMN "nick";
