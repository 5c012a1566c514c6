-- hazard: rewrite-table: items.amount is written again as text
ALTER TABLE "items"
  ALTER COLUMN "amount" DROP DEFAULT,
  ALTER COLUMN "amount" TYPE text USING "amount"::text,
  ALTER COLUMN "amount" SET DEFAULT '0';
