-- schemac:allow add-check

ALTER TABLE `things`
  DROP CONSTRAINT `some`,
  DROP INDEX `by_amount`;

ALTER TABLE `things` ADD COLUMN `amount_converted` int COMMENT 'how many';

UPDATE `things` SET `amount_converted` = case amount when 'one' then 1 else 0 end;

-- hazard: rewrite-table: things.amount is written again as int
ALTER TABLE `things` DROP COLUMN `amount`, CHANGE COLUMN `amount_converted` `amount` int NOT NULL COMMENT 'how many';

ALTER TABLE `things` ADD COLUMN `sum_converted` int;

UPDATE `things` SET `sum_converted` = `sum`;

-- hazard: rewrite-table: things.sum is written again as int
ALTER TABLE `things` DROP COLUMN `sum`, CHANGE COLUMN `sum_converted` `sum` int;

-- hazard: add-check: things must satisfy amount >= 0
-- hazard: rewrite-table: things is written again to look at every row
-- hazard: block-writes: things takes no writes while by_amount is built
ALTER TABLE `things`
  ADD CONSTRAINT `some` CHECK (amount >= 0),
  ADD KEY `by_amount` (`amount`);
