DROP VIEW "halves";

-- hazard: rewrite-table: lines.price is written again as bigint
ALTER TABLE "lines"
  DROP COLUMN "half",
  ALTER COLUMN "price" TYPE bigint,
  ADD COLUMN "half" integer GENERATED ALWAYS AS (price / 2) VIRTUAL;

CREATE VIEW "halves" AS
select id, half from lines;
