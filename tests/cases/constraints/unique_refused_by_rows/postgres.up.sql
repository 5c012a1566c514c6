-- schemac:allow add-unique

-- hazard: add-unique: users (email) must be unique
ALTER TABLE "users" ADD CONSTRAINT "users_email_key" UNIQUE ("email");
