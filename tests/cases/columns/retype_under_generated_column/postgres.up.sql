DROP VIEW "totals";

-- hazard: rewrite-table: lines.price is written again as bigint
ALTER TABLE "lines" ALTER COLUMN "price" TYPE bigint;

CREATE VIEW "totals" AS
select id, total from lines;
