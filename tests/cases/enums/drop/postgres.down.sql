-- The data of column users.plan does not come back: only its structure does.

CREATE TYPE "plan" AS ENUM ('free', 'paid');

ALTER TABLE "users" ADD COLUMN "plan" "plan";
