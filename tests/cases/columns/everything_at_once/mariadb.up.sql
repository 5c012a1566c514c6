-- schemac:allow add-unique
-- schemac:allow add-check

ALTER TABLE `items` RENAME COLUMN `code` TO `label`;

ALTER TABLE `items` MODIFY COLUMN `label` varchar(100) COLLATE utf8mb4_bin;

UPDATE `items` SET `label` = 'was null' WHERE `label` IS NULL;

-- hazard: rewrite-table: items.label is written again as varchar(100)
-- hazard: add-unique: items (label) must be unique
-- hazard: add-check: items must satisfy label <> ''
-- hazard: rewrite-table: items is written again to look at every row
ALTER TABLE `items`
  MODIFY COLUMN `label` varchar(100) COLLATE utf8mb4_bin NOT NULL DEFAULT 'none',
  ADD UNIQUE KEY `items_label_key` (`label`),
  ADD CONSTRAINT `items_label_check` CHECK (label <> '');
