ALTER TABLE "stays" RENAME CONSTRAINT "e2" TO "e";

-- hazard: add-unique: rows of stays must not exclude each other
ALTER TABLE "stays"
  DROP CONSTRAINT "a",
  DROP CONSTRAINT "b",
  DROP CONSTRAINT "c",
  DROP CONSTRAINT "d",
  DROP CONSTRAINT "f",
  ADD CONSTRAINT "a" EXCLUDE USING "gist" ("room" WITH &&),
  ADD CONSTRAINT "b" EXCLUDE USING "btree" ("name" WITH =),
  ADD CONSTRAINT "c" EXCLUDE USING "gist" ("room" WITH &&, "during" WITH &&) WHERE (id > 0),
  ADD CONSTRAINT "d" EXCLUDE USING "gist" ("during" WITH -|-),
  ADD CONSTRAINT "f" EXCLUDE USING "gist" ((int4range(id, id + 1)) WITH &&);
