-- schemac:allow drop-table

CREATE TABLE "people" (
  "id" integer NOT NULL,
  "name" text NOT NULL,
  CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- hazard: drop-table: table users is dropped
DROP TABLE "users";
