ALTER TABLE "users" ALTER COLUMN "name" DROP NOT NULL;

UPDATE "users" SET "bio" = 'none' WHERE "bio" IS NULL;

ALTER TABLE "users" ALTER COLUMN "bio" SET NOT NULL;

UPDATE "users" SET "age" = id * 10 WHERE "age" IS NULL;

ALTER TABLE "users" ALTER COLUMN "age" SET NOT NULL;
