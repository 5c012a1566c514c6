-- schemac:allow add-unique

-- hazard: add-unique: rows of stays must not exclude each other
ALTER TABLE "stays" ADD CONSTRAINT "stays_apart" EXCLUDE USING "gist" ("room" WITH &&);
