-- hazard: add-unique: rows of stays must not exclude each other
ALTER TABLE "stays"
  DROP CONSTRAINT "stays_apart",
  ADD CONSTRAINT "stays_old" EXCLUDE USING "gist" ("during" WITH &&);

-- hazard: drop-table: table rooms is dropped
DROP TABLE "rooms";
