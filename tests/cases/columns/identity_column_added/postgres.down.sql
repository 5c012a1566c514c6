-- hazard: drop-column: column logs.id is dropped
ALTER TABLE "logs"
  DROP CONSTRAINT "logs_pkey",
  DROP COLUMN "id";
