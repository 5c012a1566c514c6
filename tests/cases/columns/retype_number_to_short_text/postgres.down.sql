-- hazard: convert-column: items.code is converted from varchar(3) to integer
-- hazard: rewrite-table: items.code is written again as integer
ALTER TABLE "items" ALTER COLUMN "code" TYPE integer USING "code"::integer;
