-- schemac:allow add-unique

ALTER TABLE "users" ADD COLUMN "age" integer;

-- schemac:no-transaction
CREATE INDEX CONCURRENTLY "users_name_idx" ON "users" ("name");

-- hazard: add-unique: users (email) must be unique
-- schemac:no-transaction
CREATE UNIQUE INDEX CONCURRENTLY "users_email_idx" ON "users" ("email");

-- schemac:no-transaction
CREATE INDEX CONCURRENTLY "users_age_idx" ON "users" ("age");
