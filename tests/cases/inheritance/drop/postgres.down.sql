-- The data of table cats does not come back: only its structure does.

CREATE TABLE "cats" (
  "lives" integer DEFAULT 9 NOT NULL
) INHERITS ("animals");

ALTER TABLE "cats"
  ADD CONSTRAINT "cats_pkey" PRIMARY KEY ("id"),
  ALTER COLUMN "name" SET DEFAULT 'tom';
