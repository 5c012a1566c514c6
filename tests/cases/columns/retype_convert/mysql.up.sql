-- schemac:allow narrow-column
-- schemac:allow add-check

ALTER TABLE `items`
  DROP CONSTRAINT `items_active`,
  LOCK=NONE;

ALTER TABLE `items` ADD COLUMN `active_converted` tinyint(1);

UPDATE `items` SET `active_converted` = active = 'yes';

-- hazard: rewrite-table: items.active is written again as tinyint(1)
ALTER TABLE `items` DROP COLUMN `active`, CHANGE COLUMN `active_converted` `active` tinyint(1) NOT NULL;

-- hazard: rewrite-table: items.amount is written again as text
ALTER TABLE `items` MODIFY COLUMN `amount` text NOT NULL DEFAULT ('5');

ALTER TABLE `items` ADD COLUMN `made_converted` date;

UPDATE `items` SET `made_converted` = made;

-- hazard: rewrite-table: items.made is written again as date
ALTER TABLE `items` DROP COLUMN `made`, CHANGE COLUMN `made_converted` `made` date NOT NULL;

-- hazard: narrow-column: items.payload becomes text and may hold values that do not fit
-- hazard: rewrite-table: items.payload is written again as text
-- hazard: add-check: items must satisfy length(amount) > 0
-- hazard: rewrite-table: items is written again to look at every row
ALTER TABLE `items`
  MODIFY COLUMN `payload` text NOT NULL,
  DROP CONSTRAINT `items_amount`,
  ADD CONSTRAINT `items_amount` CHECK (length(amount) > 0);
