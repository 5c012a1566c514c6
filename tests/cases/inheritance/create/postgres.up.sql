CREATE TABLE "animals" (
  "id" bigserial NOT NULL,
  "name" text DEFAULT 'none' NOT NULL,
  CONSTRAINT "animals_named" CHECK (name <> '')
);

CREATE TABLE "cats" (
  "lives" integer DEFAULT 9 NOT NULL,
  CONSTRAINT "cats_pkey" PRIMARY KEY ("id")
) INHERITS ("animals");

ALTER TABLE "cats" ALTER COLUMN "name" SET DEFAULT 'tom';
