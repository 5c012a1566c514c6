CREATE TYPE "point3" AS (
  "x" double precision,
  "y" double precision,
  "z" double precision
);
COMMENT ON COLUMN "point3"."z" IS 'Height.';

CREATE TYPE "nothing" AS ();

CREATE DOMAIN "label" AS text
  CONSTRAINT "label_check" CHECK (value <> '');

CREATE TYPE "person" AS (
  "name" "label",
  "Mood s" "mood"[],
  "at" "point3",
  "sort" text COLLATE "C"
);
COMMENT ON TYPE "person" IS 'Somebody.';
COMMENT ON COLUMN "person"."name" IS 'As written.';

CREATE TABLE "people" (
  "id" integer NOT NULL,
  "who" "person",
  "more" "person"[] NOT NULL,
  CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- hazard: drop-type: composite gone is dropped
DROP TYPE "gone";
