CREATE SCHEMA "shop";

CREATE TYPE "span" AS RANGE (
  SUBTYPE = timestamptz,
  MULTIRANGE_TYPE_NAME = "span_set"
);

CREATE TYPE "shop"."pricerange" AS RANGE (
  SUBTYPE = numeric
);

CREATE TYPE "shift" AS (
  "spans" "span_set",
  "prices" "shop"."pricemultirange"[]
);

CREATE TABLE "plans" (
  "spans" "span_set" NOT NULL,
  "prices" "shop"."pricemultirange" DEFAULT '{}' NOT NULL,
  "shift" "shift"
);
