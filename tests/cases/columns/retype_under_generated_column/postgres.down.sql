DROP VIEW "totals";

-- hazard: narrow-column: lines.price becomes integer and may hold values that do not fit
-- hazard: rewrite-table: lines.price is written again as integer
ALTER TABLE "lines" ALTER COLUMN "price" TYPE integer;

CREATE VIEW "totals" AS
select id, total from lines;
