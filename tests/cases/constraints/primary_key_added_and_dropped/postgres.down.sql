ALTER TABLE "logs"
  DROP CONSTRAINT "logs_key",
  ALTER COLUMN "id" DROP NOT NULL;

-- hazard: add-unique: notes (id) must be unique
ALTER TABLE "notes" ADD CONSTRAINT "notes_pkey" PRIMARY KEY ("id");
