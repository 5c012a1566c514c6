-- schemac:allow convert-column

-- hazard: convert-column: items.amount is converted from text to int
-- hazard: rewrite-table: items.amount is written again as int
ALTER TABLE `items` MODIFY COLUMN `amount` int NOT NULL DEFAULT 0;
