DROP INDEX "users_name";

ALTER TABLE "users" ALTER COLUMN "plan" SET DEFAULT 'free';
