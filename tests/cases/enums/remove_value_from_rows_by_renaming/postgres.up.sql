ALTER TYPE "status" RENAME VALUE 'canceled' TO 'cancelled';

-- schemac:no-transaction
ALTER TYPE "status" ADD VALUE IF NOT EXISTS 'late';
