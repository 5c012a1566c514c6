CREATE TYPE "gone" AS (
  "a" integer
);

-- hazard: drop-table: table people is dropped
DROP TABLE "people";

-- hazard: drop-type: composite nothing is dropped
DROP TYPE "nothing";

-- hazard: drop-type: composite person is dropped
DROP TYPE "person";

-- hazard: drop-type: domain label is dropped
DROP DOMAIN "label";

-- hazard: drop-type: composite point3 is dropped
DROP TYPE "point3";
