ALTER TABLE "items" ALTER COLUMN "code" TYPE text;
