DROP VIEW "halves";

-- hazard: narrow-column: parts.price becomes integer and may hold values that do not fit
-- hazard: rewrite-table: parts.price is written again as integer
ALTER TABLE "parts"
  DROP COLUMN "half",
  ALTER COLUMN "price" TYPE integer,
  ADD COLUMN "half" integer GENERATED ALWAYS AS (price / 2) VIRTUAL;

CREATE VIEW "halves" AS
select id, half from parts;
