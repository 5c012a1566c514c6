-- hazard: narrow-column: items.code becomes varchar(5) and may hold values that do not fit
-- hazard: rewrite-table: items.code is written again as varchar(5)
-- hazard: narrow-column: items.tiny becomes smallint and may hold values that do not fit
-- hazard: rewrite-table: items.tiny is written again as smallint
-- hazard: narrow-column: items.price becomes decimal(6,2) and may hold values that do not fit
-- hazard: rewrite-table: items.price is written again as decimal(6,2)
-- hazard: narrow-column: items.name becomes char(4) and may hold values that do not fit
-- hazard: rewrite-table: items.name is written again as char(4)
ALTER TABLE `items`
  MODIFY COLUMN `code` varchar(5) NOT NULL,
  MODIFY COLUMN `tiny` smallint NOT NULL,
  MODIFY COLUMN `price` decimal(6,2) NOT NULL,
  MODIFY COLUMN `name` char(4) NOT NULL;
