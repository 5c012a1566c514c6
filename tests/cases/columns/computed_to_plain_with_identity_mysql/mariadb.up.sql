ALTER TABLE `words` ADD COLUMN `small_converted` varchar(20);

UPDATE `words` SET `small_converted` = `small`;

-- hazard: rewrite-table: words.id is written again as int
ALTER TABLE `words`
  DROP INDEX `words_small`,
  DROP CONSTRAINT `words_small_is_some`,
  MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;

-- hazard: rewrite-table: words.small is written again as varchar(20)
ALTER TABLE `words` DROP COLUMN `small`, CHANGE COLUMN `small_converted` `small` varchar(20);

-- hazard: block-writes: words takes no writes while words_small is built
-- hazard: rewrite-table: words is written again to look at every row
ALTER TABLE `words`
  ADD KEY `words_small` (`small`),
  ADD CONSTRAINT `words_small_is_some` CHECK (small <> '');
