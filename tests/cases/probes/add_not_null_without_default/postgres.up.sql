-- schemac:allow add-not-null

-- hazard: add-not-null: users.email is NOT NULL and has no default
ALTER TABLE "users" ADD COLUMN "email" text NOT NULL;
