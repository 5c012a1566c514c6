-- The data of table users does not come back: only its structure does.

CREATE TABLE "users" (
  "id" integer NOT NULL,
  "name" text NOT NULL,
  CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- hazard: drop-table: table people is dropped
DROP TABLE "people";
