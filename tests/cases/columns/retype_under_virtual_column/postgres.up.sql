DROP VIEW "halves";

-- hazard: rewrite-table: parts.price is written again as bigint
ALTER TABLE "parts"
  DROP COLUMN "half",
  ALTER COLUMN "price" TYPE bigint,
  ADD COLUMN "half" integer GENERATED ALWAYS AS (price / 2) VIRTUAL;

CREATE VIEW "halves" AS
select id, half from parts;
