-- hazard: rewrite-table: items.active is written again as text
-- hazard: convert-column: items.amount is converted from text to integer
-- hazard: rewrite-table: items.amount is written again as integer
-- hazard: rewrite-table: items.made is written again as text
-- hazard: convert-column: items.payload is converted from text to json
-- hazard: rewrite-table: items.payload is written again as json
-- hazard: add-check: items must satisfy amount > 0
-- hazard: add-check: items must satisfy length(active) > 0
ALTER TABLE "items"
  DROP CONSTRAINT "items_amount",
  ALTER COLUMN "active" TYPE text USING "active"::text,
  ALTER COLUMN "amount" DROP DEFAULT,
  ALTER COLUMN "amount" TYPE integer USING "amount"::integer,
  ALTER COLUMN "amount" SET DEFAULT 5,
  ALTER COLUMN "made" TYPE text USING "made"::text,
  ALTER COLUMN "payload" TYPE json USING "payload"::json,
  ADD CONSTRAINT "items_amount" CHECK (amount > 0),
  ADD CONSTRAINT "items_active" CHECK (length(active) > 0);

-- hazard: block-writes: items takes no writes while items_active_idx is built
CREATE INDEX "items_active_idx" ON "items" ((lower(active)));
