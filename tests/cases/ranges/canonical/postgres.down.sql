-- hazard: convert-column: the values of span are written again by way of text
DROP TYPE "span";

CREATE TYPE "span" AS RANGE (
  SUBTYPE = integer
);
