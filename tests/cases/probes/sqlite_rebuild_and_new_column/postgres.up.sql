ALTER TABLE "users"
  ALTER COLUMN "plan" SET DEFAULT 'basic',
  ADD COLUMN "email" text,
  ADD COLUMN "seats" integer DEFAULT 1 NOT NULL;

ALTER TABLE "users" ADD COLUMN "region" text;

UPDATE "users" SET "region" = 'north';

ALTER TABLE "users" ALTER COLUMN "region" SET NOT NULL;
