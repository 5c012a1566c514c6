CREATE TABLE "animals" (
  "id" bigserial NOT NULL,
  "name" text DEFAULT 'none' NOT NULL,
  CONSTRAINT "animals_named" CHECK (name <> '')
);

CREATE TABLE "cats" (
  "lives" integer DEFAULT 9 NOT NULL
) INHERITS ("animals");

ALTER TABLE "cats"
  ADD CONSTRAINT "cats_pkey" PRIMARY KEY ("id"),
  ALTER COLUMN "name" SET DEFAULT 'tom';
