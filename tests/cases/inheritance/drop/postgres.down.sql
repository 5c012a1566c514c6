-- The data of table cats does not come back: only its structure does.

CREATE TABLE "cats" (
  "lives" integer DEFAULT 9 NOT NULL,
  CONSTRAINT "cats_pkey" PRIMARY KEY ("id")
) INHERITS ("animals");

ALTER TABLE "cats" ALTER COLUMN "name" SET DEFAULT 'tom';
