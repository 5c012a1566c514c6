-- hazard: rewrite-table: parts.price is written again as bigint
ALTER TABLE `parts` MODIFY COLUMN `price` bigint NOT NULL;
