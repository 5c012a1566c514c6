-- schemac:no-transaction
ALTER TYPE "status" ADD VALUE IF NOT EXISTS 'c';

-- schemac:no-transaction
ALTER TYPE "mood" ADD VALUE IF NOT EXISTS 'z';
