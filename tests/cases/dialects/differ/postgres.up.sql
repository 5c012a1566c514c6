ALTER TABLE "places"
  ALTER COLUMN "name" TYPE text COLLATE "C",
  ADD COLUMN "shape" polygon,
  ADD COLUMN "only" integer[];

-- hazard: block-writes: places takes no writes while places_name_idx is built
CREATE INDEX "places_name_idx" ON "places" USING "hash" ("name");

CREATE VIEW "names" AS
select name from places;
