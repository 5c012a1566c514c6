-- hazard: rewrite-table: items.amount is written again as text
ALTER TABLE `items` MODIFY COLUMN `amount` text NOT NULL;
