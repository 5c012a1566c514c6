ALTER TABLE "parts"
  ADD COLUMN "gone" integer GENERATED ALWAYS AS (price * 2) VIRTUAL,
  DROP COLUMN "changed",
  ADD COLUMN "changed" integer GENERATED ALWAYS AS (price * 3) VIRTUAL,
  DROP COLUMN "seen";
