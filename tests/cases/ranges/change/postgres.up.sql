-- schemac:allow convert-column

DROP VIEW "firsts";

ALTER TABLE "stays" DROP CONSTRAINT "stays_apart";

DROP INDEX "stays_during";

-- hazard: convert-column: the values of span are written again by way of text
ALTER TABLE "stays"
  ALTER COLUMN "during" DROP DEFAULT,
  ALTER COLUMN "during" TYPE text;
ALTER TABLE "stays"
  ALTER COLUMN "many" TYPE text[];
DROP TYPE "span";

CREATE TYPE "span" AS RANGE (
  SUBTYPE = bigint
);
COMMENT ON TYPE "span" IS 'The span.';

ALTER TABLE "stays"
  ALTER COLUMN "during" TYPE "span" USING "during"::"span",
  ALTER COLUMN "during" SET DEFAULT 'empty';
ALTER TABLE "stays"
  ALTER COLUMN "many" TYPE "span"[] USING "many"::"span"[];

-- hazard: convert-column: the values of moved are written again by way of text
ALTER TABLE "stays"
  ALTER COLUMN "m" TYPE text;
DROP TYPE "moved";

CREATE TYPE "moved" AS RANGE (
  SUBTYPE = double precision,
  SUBTYPE_DIFF = "float8mi",
  MULTIRANGE_TYPE_NAME = "moved_many"
);

ALTER TABLE "stays"
  ALTER COLUMN "m" TYPE "moved" USING "m"::"moved";

-- hazard: convert-column: the values of words are written again by way of text
DROP TYPE "words";

CREATE TYPE "words" AS RANGE (
  SUBTYPE = text,
  SUBTYPE_OPCLASS = "text_pattern_ops",
  COLLATION = "C"
);

COMMENT ON TYPE "floats" IS 'Numbers.';

ALTER TYPE "floats_multirange" RENAME TO "many_floats";

ALTER TABLE "stays" ADD CONSTRAINT "stays_apart" EXCLUDE USING "gist" ("during" WITH &&);

-- hazard: block-writes: stays takes no writes while stays_during is built
CREATE INDEX "stays_during" ON "stays" USING "gist" ("during");

CREATE VIEW "firsts" AS
select id, lower(during) as first from stays;
