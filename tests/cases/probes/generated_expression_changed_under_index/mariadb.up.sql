-- hazard: rewrite-table: parts.total is computed again in every row
ALTER TABLE `parts` MODIFY COLUMN `total` int GENERATED ALWAYS AS (price * quantity * 2) STORED;
