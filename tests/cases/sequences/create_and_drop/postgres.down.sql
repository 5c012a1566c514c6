CREATE SEQUENCE "old_numbers" START WITH 7;

-- hazard: drop-column: column items.number is dropped
ALTER TABLE "items"
  ALTER COLUMN "sku" SET DEFAULT nextval('sku'),
  DROP COLUMN "number";

-- hazard: drop-sequence: sequence labels is dropped
DROP SEQUENCE "labels";

-- hazard: drop-sequence: sequence smalls is dropped
DROP SEQUENCE "smalls";

-- hazard: drop-sequence: sequence tickets is dropped
DROP SEQUENCE "tickets";
