CREATE TYPE "gone" AS RANGE (
  SUBTYPE = integer
);

-- hazard: drop-table: table stays is dropped
DROP TABLE "stays";

-- hazard: drop-type: range shop.floats is dropped
DROP TYPE "shop"."floats";

-- hazard: drop-type: range texts is dropped
DROP TYPE "texts";

-- hazard: drop-type: range span is dropped
DROP TYPE "span";

-- hazard: drop-schema: schema shop is dropped
DROP SCHEMA "shop";
