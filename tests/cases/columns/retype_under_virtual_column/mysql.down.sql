-- hazard: narrow-column: parts.price becomes int and may hold values that do not fit
-- hazard: rewrite-table: parts.price is written again as int
ALTER TABLE `parts` MODIFY COLUMN `price` int NOT NULL;
