-- hazard: rewrite-table: items.code is written again as varchar(100)
-- hazard: rewrite-table: items.tiny is written again as bigint
-- hazard: rewrite-table: items.price is written again as decimal(12,4)
-- hazard: rewrite-table: items.name is written again as varchar(8)
ALTER TABLE `items`
  MODIFY COLUMN `code` varchar(100) NOT NULL,
  MODIFY COLUMN `tiny` bigint NOT NULL,
  MODIFY COLUMN `price` decimal(12,4) NOT NULL,
  MODIFY COLUMN `name` varchar(8) NOT NULL;
