-- hazard: rewrite-table: items is written again with what names label
ALTER TABLE `items`
  DROP CONSTRAINT `items_label_check`,
  RENAME COLUMN `label` TO `code`,
  ADD CONSTRAINT `items_label_check` CHECK (code <> '');

-- hazard: convert-column: items.code is converted from varchar(100) to int
-- hazard: rewrite-table: items.code is written again as int
ALTER TABLE `items`
  DROP INDEX `items_label_key`,
  DROP CONSTRAINT `items_label_check`,
  MODIFY COLUMN `code` int DEFAULT 5;
