-- schemac:allow set-not-null

-- hazard: set-not-null: users.plan may hold NULL
ALTER TABLE "users" ALTER COLUMN "plan" SET NOT NULL;
