DROP FUNCTION "open"();

DROP FUNCTION "secret"();

-- hazard: drop-table: table shop.other is dropped
DROP TABLE "shop"."other";

-- hazard: drop-table: table shop.nothing is dropped
DROP TABLE "shop"."nothing";

-- hazard: drop-table: table as_given is dropped
DROP TABLE "as_given";

-- hazard: drop-sequence: sequence alone is dropped
DROP SEQUENCE "alone";
