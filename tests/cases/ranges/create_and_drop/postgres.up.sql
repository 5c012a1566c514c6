CREATE SCHEMA "shop";

CREATE TYPE "span" AS RANGE (
  SUBTYPE = double precision
);

CREATE TYPE "texts" AS RANGE (
  SUBTYPE = text,
  SUBTYPE_OPCLASS = "text_pattern_ops",
  COLLATION = "C"
);
COMMENT ON TYPE "texts" IS 'From one to another.';

CREATE TYPE "shop"."floats" AS RANGE (
  SUBTYPE = double precision,
  SUBTYPE_DIFF = "float8mi",
  MULTIRANGE_TYPE_NAME = "shop"."many_floats"
);

CREATE TABLE "stays" (
  "id" integer NOT NULL,
  "during" "span" NOT NULL,
  "many" "texts"[],
  CONSTRAINT "stays_pkey" PRIMARY KEY ("id")
);

-- hazard: drop-type: range gone is dropped
DROP TYPE "gone";
