ALTER TABLE "lines"
  DROP COLUMN "total",
  ADD COLUMN "total" integer GENERATED ALWAYS AS (price * 2) VIRTUAL;
