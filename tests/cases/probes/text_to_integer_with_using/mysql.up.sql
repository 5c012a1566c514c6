ALTER TABLE `items` ADD COLUMN `amount_converted` int;

UPDATE `items` SET `amount_converted` = case when amount = 'abc' then 0 else cast(amount as signed) end;

-- hazard: rewrite-table: items.amount is written again as int
ALTER TABLE `items` DROP COLUMN `amount`, CHANGE COLUMN `amount_converted` `amount` int NOT NULL;
