ALTER TABLE `things` RENAME INDEX `old_name` TO `new_name`;

-- hazard: block-writes: things takes no writes while one is built
-- hazard: block-writes: things takes no writes while single is built
-- hazard: block-writes: things takes no writes while by_title is built
-- hazard: block-writes: things takes no writes while by_body is built
-- hazard: block-writes: things takes no writes while words is built
-- hazard: block-writes: things takes no writes while area is built
-- hazard: block-writes: things takes no writes while made is built
ALTER TABLE `things`
  DROP INDEX `gone`,
  DROP INDEX `single`,
  DROP INDEX `one`,
  ADD UNIQUE KEY `one` (`n`, `m`) COMMENT 'double',
  ADD UNIQUE KEY `single` (`changed`, `m`) COMMENT 'now unique',
  DROP INDEX `by_title`,
  ADD KEY `by_title` (`title`(10), `n` DESC) COMMENT 'short',
  DROP INDEX `by_body`,
  ADD KEY `by_body` (`body`(30)),
  ALTER INDEX `seen` INVISIBLE,
  ALTER INDEX `unseen` VISIBLE,
  DROP INDEX `words`,
  ADD FULLTEXT KEY `words` (`body`, `title`) WITH PARSER `ngram`,
  DROP INDEX `area`,
  ADD KEY `area` (`n`, `changed`),
  ADD KEY `made` (`changed`, `title`);

-- hazard: block-writes: packed takes no writes while changed is built
-- hazard: block-writes: packed takes no writes while made is built
ALTER TABLE `packed`
  DROP INDEX `changed`,
  ADD KEY `changed` (`m`) KEY_BLOCK_SIZE=2048,
  ADD KEY `made` (`m`, `n`) KEY_BLOCK_SIZE=2048;
