-- schemac:allow drop-column

ALTER TYPE "address" RENAME ATTRIBUTE "city" TO "town";

-- hazard: drop-column: field address.number is dropped
ALTER TYPE "address" DROP ATTRIBUTE "number";

COMMENT ON TYPE "address" IS 'Where.';

COMMENT ON COLUMN "address"."street" IS 'Without number.';

ALTER TYPE "address" ADD ATTRIBUTE "country" text COLLATE "C";
COMMENT ON COLUMN "address"."country" IS 'Two letters.';
