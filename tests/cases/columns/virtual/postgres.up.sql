ALTER TABLE "parts"
  ADD COLUMN "seen" integer GENERATED ALWAYS AS (price + 2) VIRTUAL,
  DROP COLUMN "changed",
  ADD COLUMN "changed" integer GENERATED ALWAYS AS (price * 30) VIRTUAL,
  DROP COLUMN "gone";
