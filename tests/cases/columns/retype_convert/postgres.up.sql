-- schemac:allow add-check

ALTER TABLE "items"
  DROP CONSTRAINT "items_amount",
  DROP CONSTRAINT "items_active";

DROP INDEX "items_active_idx";

-- hazard: rewrite-table: items.active is written again as boolean
-- hazard: rewrite-table: items.amount is written again as text
-- hazard: rewrite-table: items.made is written again as date
-- hazard: rewrite-table: items.payload is written again as text
-- hazard: add-check: items must satisfy length(amount) > 0
ALTER TABLE "items"
  ALTER COLUMN "active" TYPE boolean USING active = 'yes',
  ALTER COLUMN "amount" DROP DEFAULT,
  ALTER COLUMN "amount" TYPE text USING "amount"::text,
  ALTER COLUMN "amount" SET DEFAULT '5',
  ALTER COLUMN "made" TYPE date USING made::date,
  ALTER COLUMN "payload" TYPE text USING "payload"::text,
  ADD CONSTRAINT "items_amount" CHECK (length(amount) > 0);
