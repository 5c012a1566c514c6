ALTER TABLE "users" ALTER COLUMN "plan" SET DEFAULT 'free';

UPDATE "users" SET "plan" = 'free' WHERE "plan" IS NULL;

ALTER TABLE "users"
  ALTER COLUMN "plan" SET NOT NULL,
  ALTER COLUMN "region" SET DEFAULT 'south';

UPDATE "users" SET "region" = 'north' WHERE "region" IS NULL;

ALTER TABLE "users" ALTER COLUMN "region" SET NOT NULL;
