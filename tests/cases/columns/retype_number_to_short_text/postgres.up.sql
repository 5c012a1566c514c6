-- schemac:allow convert-column

-- hazard: convert-column: items.code is converted from integer to varchar(3)
-- hazard: rewrite-table: items.code is written again as varchar(3)
ALTER TABLE "items" ALTER COLUMN "code" TYPE varchar(3) USING "code"::text;
