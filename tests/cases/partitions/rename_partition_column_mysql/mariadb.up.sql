ALTER TABLE `hits` RENAME COLUMN `day` TO `at`;

ALTER TABLE `sums` RENAME COLUMN `kind` TO `sort`;
