ALTER TABLE `sums` RENAME COLUMN `sort` TO `kind`;

ALTER TABLE `hits` RENAME COLUMN `at` TO `day`;
