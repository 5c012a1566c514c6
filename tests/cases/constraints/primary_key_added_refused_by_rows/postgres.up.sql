-- schemac:allow add-unique

-- hazard: add-unique: logs (id) must be unique
ALTER TABLE "logs" ADD CONSTRAINT "logs_pkey" PRIMARY KEY ("id");
