-- schemac:no-transaction
ALTER TYPE "status" ADD VALUE IF NOT EXISTS 'a' BEFORE 'b';

-- schemac:no-transaction
ALTER TYPE "status" ADD VALUE IF NOT EXISTS 'c' BEFORE 'd';

-- schemac:no-transaction
ALTER TYPE "status" ADD VALUE IF NOT EXISTS 'e';
