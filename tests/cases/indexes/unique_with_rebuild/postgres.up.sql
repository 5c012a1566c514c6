-- schemac:allow add-unique

ALTER TABLE "users" ALTER COLUMN "plan" SET DEFAULT 'basic';

-- hazard: add-unique: users (name) must be unique
-- hazard: block-writes: users takes no writes while users_name is built
CREATE UNIQUE INDEX "users_name" ON "users" ("name");
