ALTER TABLE "parts"
  DROP COLUMN "total",
  ADD COLUMN "total" integer GENERATED ALWAYS AS (price * 2) VIRTUAL;
