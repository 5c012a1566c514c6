DROP VIEW "totals";

-- hazard: rewrite-table: parts.total gets a value of its own in every row
-- hazard: rewrite-table: parts.gone gets a value of its own in every row
-- hazard: drop-column: column parts.plain is dropped
-- hazard: rewrite-table: parts.plain gets a value of its own in every row
ALTER TABLE "parts"
  DROP CONSTRAINT "parts_total",
  DROP COLUMN "total",
  ADD COLUMN "total" integer GENERATED ALWAYS AS (price * 2) STORED,
  ADD COLUMN "gone" integer GENERATED ALWAYS AS (price * 3) STORED,
  DROP COLUMN "plain",
  ADD COLUMN "plain" integer GENERATED ALWAYS AS (price * 4) STORED,
  DROP COLUMN "extra",
  ADD CONSTRAINT "parts_total" CHECK (total < 1000);

CREATE VIEW "totals" AS
select id, total from parts;
