-- schemac:no-transaction
ALTER TYPE "state" ADD VALUE IF NOT EXISTS 'stale' BEFORE 'done';
