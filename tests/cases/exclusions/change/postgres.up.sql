-- schemac:allow add-unique

ALTER TABLE "stays" RENAME CONSTRAINT "e" TO "e2";

-- hazard: add-unique: rows of stays must not exclude each other
ALTER TABLE "stays"
  DROP CONSTRAINT "a",
  DROP CONSTRAINT "b",
  DROP CONSTRAINT "c",
  DROP CONSTRAINT "d",
  DROP CONSTRAINT "f",
  ADD CONSTRAINT "a" EXCLUDE USING "gist" ("room" WITH =),
  ADD CONSTRAINT "b" EXCLUDE USING "hash" ("name" WITH =),
  ADD CONSTRAINT "c" EXCLUDE USING "gist" ("room" WITH &&, "during" WITH &&) WHERE (id > 1),
  ADD CONSTRAINT "d" EXCLUDE USING "gist" ("during" WITH -|-) DEFERRABLE INITIALLY IMMEDIATE;

-- hazard: add-unique: rows of stays must not exclude each other
ALTER TABLE "stays" ADD CONSTRAINT "f" EXCLUDE USING "gist" ((int4range(id, id + 1)) WITH &&) INCLUDE ("name") WITH ("fillfactor"='70');
COMMENT ON CONSTRAINT "f" ON "stays" IS 'None.';
