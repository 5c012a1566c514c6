DROP VIEW "totals";

-- hazard: rewrite-table: lines.total gets a value of its own in every row
-- hazard: rewrite-table: lines.gone gets a value of its own in every row
-- hazard: drop-column: column lines.plain is dropped
-- hazard: rewrite-table: lines.plain gets a value of its own in every row
ALTER TABLE "lines"
  DROP CONSTRAINT "lines_total",
  DROP COLUMN "total",
  ADD COLUMN "total" integer GENERATED ALWAYS AS (price * 2) STORED,
  ADD COLUMN "gone" integer GENERATED ALWAYS AS (price * 3) STORED,
  DROP COLUMN "plain",
  ADD COLUMN "plain" integer GENERATED ALWAYS AS (price * 4) STORED,
  DROP COLUMN "extra",
  ADD CONSTRAINT "lines_total" CHECK (total < 1000);

CREATE VIEW "totals" AS
select id, total from lines;
