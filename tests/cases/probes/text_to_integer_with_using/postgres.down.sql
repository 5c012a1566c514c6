-- hazard: rewrite-table: items.amount is written again as text
ALTER TABLE "items" ALTER COLUMN "amount" TYPE text USING "amount"::text;
