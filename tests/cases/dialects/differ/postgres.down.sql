DROP VIEW "names";

DROP INDEX "places_name_idx";

-- hazard: drop-column: column places.shape is dropped
-- hazard: drop-column: column places.only is dropped
ALTER TABLE "places"
  ALTER COLUMN "name" TYPE text,
  DROP COLUMN "shape",
  DROP COLUMN "only";
