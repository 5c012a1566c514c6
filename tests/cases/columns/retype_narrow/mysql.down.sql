-- hazard: rewrite-table: items.code is written again as text
-- hazard: rewrite-table: items.count is written again as bigint
-- hazard: narrow-column: items.at becomes timestamp(6) and may hold values that do not fit
-- hazard: rewrite-table: items.at is written again as timestamp(6)
-- hazard: rewrite-table: items.price is written again as decimal(12,4)
ALTER TABLE `items`
  MODIFY COLUMN `code` text NOT NULL,
  MODIFY COLUMN `count` bigint NOT NULL,
  MODIFY COLUMN `at` timestamp(6) NOT NULL,
  MODIFY COLUMN `price` decimal(12,4) NOT NULL;
