-- hazard: drop-column: column words.small is dropped
-- hazard: rewrite-table: words.id is written again as int
-- hazard: block-writes: words takes no writes while words_small is built
-- hazard: rewrite-table: words is written again to look at every row
ALTER TABLE `words`
  DROP COLUMN `small`,
  DROP INDEX `words_small`,
  DROP CONSTRAINT `words_small_is_some`,
  MODIFY COLUMN `id` int NOT NULL,
  ADD COLUMN `small` varchar(20) GENERATED ALWAYS AS (lower(word)) VIRTUAL,
  ADD KEY `words_small` (`small`),
  ADD CONSTRAINT `words_small_is_some` CHECK (small <> '');
