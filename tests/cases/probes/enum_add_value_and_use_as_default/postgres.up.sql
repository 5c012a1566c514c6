-- schemac:no-transaction
ALTER TYPE "status" ADD VALUE IF NOT EXISTS 'fresh' BEFORE 'draft';

-- schemac:no-transaction
ALTER TYPE "status" ADD VALUE IF NOT EXISTS 'archived';

ALTER TABLE "posts"
  ALTER COLUMN "status" SET DEFAULT 'fresh',
  ADD COLUMN "next" "status" DEFAULT 'archived' NOT NULL;
