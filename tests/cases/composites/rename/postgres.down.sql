ALTER TYPE "geo"."place" SET SCHEMA "public";

ALTER TYPE "place" RENAME TO "address";

-- hazard: drop-schema: schema geo is dropped
DROP SCHEMA "geo";
