-- schemac:allow narrow-column

-- hazard: narrow-column: items.code becomes varchar(3) and may hold values that do not fit
-- hazard: rewrite-table: items.code is written again as varchar(3)
-- hazard: narrow-column: items.count becomes smallint and may hold values that do not fit
-- hazard: rewrite-table: items.count is written again as smallint
-- hazard: narrow-column: items.at becomes date and may hold values that do not fit
-- hazard: rewrite-table: items.at is written again as date
-- hazard: narrow-column: items.price becomes decimal(6,2) and may hold values that do not fit
-- hazard: rewrite-table: items.price is written again as decimal(6,2)
ALTER TABLE `items`
  MODIFY COLUMN `code` varchar(3) NOT NULL,
  MODIFY COLUMN `count` smallint NOT NULL,
  MODIFY COLUMN `at` date NOT NULL,
  MODIFY COLUMN `price` decimal(6,2) NOT NULL;
