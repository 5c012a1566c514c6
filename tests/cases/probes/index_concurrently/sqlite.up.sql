-- schemac:allow add-unique

ALTER TABLE "users" ADD COLUMN "age" int;

CREATE INDEX "users_name_idx" ON "users" ("name");

-- hazard: add-unique: users (email) must be unique
CREATE UNIQUE INDEX "users_email_idx" ON "users" ("email");

CREATE INDEX "users_age_idx" ON "users" ("age");
