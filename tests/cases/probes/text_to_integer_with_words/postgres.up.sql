-- schemac:allow convert-column

-- hazard: convert-column: items.amount is converted from text to integer
-- hazard: rewrite-table: items.amount is written again as integer
ALTER TABLE "items" ALTER COLUMN "amount" TYPE integer USING "amount"::integer;
