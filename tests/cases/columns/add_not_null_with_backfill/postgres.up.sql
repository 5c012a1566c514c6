-- schemac:allow add-unique
-- schemac:allow add-check

ALTER TABLE "users" ADD COLUMN "region" text;

UPDATE "users" SET "region" = 'north';

ALTER TABLE "users" ALTER COLUMN "region" SET NOT NULL;

ALTER TABLE "users" ADD COLUMN "slug" text;

UPDATE "users" SET "slug" = lower(name);

ALTER TABLE "users" ALTER COLUMN "slug" SET NOT NULL;

ALTER TABLE "users" ADD COLUMN "seats" integer;

UPDATE "users" SET "seats" = 7;

ALTER TABLE "users"
  ALTER COLUMN "seats" SET DEFAULT 1,
  ALTER COLUMN "seats" SET NOT NULL;

ALTER TABLE "users" ADD COLUMN "nick" text;

UPDATE "users" SET "nick" = name;

-- hazard: add-unique: users (slug) must be unique
-- hazard: add-check: users must satisfy seats > 0
ALTER TABLE "users"
  ADD CONSTRAINT "users_slug_key" UNIQUE ("slug"),
  ADD CONSTRAINT "users_seats_check" CHECK (seats > 0);
