-- hazard: rewrite-table: logs.id gets a value of its own in every row
ALTER TABLE "logs"
  ADD COLUMN "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  ADD CONSTRAINT "logs_pkey" PRIMARY KEY ("id");
