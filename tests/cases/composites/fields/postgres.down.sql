ALTER TYPE "address" RENAME ATTRIBUTE "town" TO "city";

-- hazard: drop-column: field address.country is dropped
ALTER TYPE "address" DROP ATTRIBUTE "country";

COMMENT ON TYPE "address" IS NULL;

COMMENT ON COLUMN "address"."street" IS NULL;

ALTER TYPE "address" ADD ATTRIBUTE "number" integer;
