-- hazard: rewrite-table: items.active is written again as text
-- hazard: convert-column: items.amount is converted from text to int
-- hazard: rewrite-table: items.amount is written again as int
-- hazard: rewrite-table: items.made is written again as text
-- hazard: convert-column: items.payload is converted from text to json
-- hazard: rewrite-table: items.payload is written again as json
-- hazard: add-check: items must satisfy amount > 0
-- hazard: rewrite-table: items is written again to look at every row
-- hazard: add-check: items must satisfy length(active) > 0
ALTER TABLE `items`
  MODIFY COLUMN `active` text NOT NULL,
  MODIFY COLUMN `amount` int NOT NULL DEFAULT 5,
  MODIFY COLUMN `made` text NOT NULL,
  MODIFY COLUMN `payload` json NOT NULL,
  DROP CONSTRAINT `items_amount`,
  ADD CONSTRAINT `items_amount` CHECK (amount > 0),
  ADD CONSTRAINT `items_active` CHECK (length(active) > 0);
