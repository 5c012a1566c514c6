-- schemac:allow set-not-null
-- schemac:allow add-unique

ALTER TABLE "notes" DROP CONSTRAINT "notes_pkey";

-- hazard: set-not-null: logs.id may hold NULL
-- hazard: add-unique: logs (id) must be unique
ALTER TABLE "logs"
  ALTER COLUMN "id" SET NOT NULL,
  ADD CONSTRAINT "logs_key" PRIMARY KEY ("id");
