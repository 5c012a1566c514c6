ALTER TABLE `things` RENAME INDEX `new_name` TO `old_name`;

ALTER TABLE `things`
  DROP INDEX `single`,
  DROP INDEX `made`;

ALTER TABLE `packed` DROP INDEX `made`;

-- hazard: add-unique: things (n) must be unique
-- hazard: block-writes: things takes no writes while one is built
-- hazard: block-writes: things takes no writes while by_title is built
-- hazard: block-writes: things takes no writes while by_body is built
-- hazard: block-writes: things takes no writes while words is built
-- hazard: block-writes: things takes no writes while area is built
-- hazard: block-writes: things takes no writes while gone is built
-- hazard: block-writes: things takes no writes while single is built
ALTER TABLE `things`
  DROP INDEX `one`,
  ADD UNIQUE KEY `one` (`n`) COMMENT 'single',
  DROP INDEX `by_title`,
  ADD KEY `by_title` (`title`),
  DROP INDEX `by_body`,
  ADD KEY `by_body` (`body`(20)),
  ALTER INDEX `seen` VISIBLE,
  ALTER INDEX `unseen` INVISIBLE,
  DROP INDEX `words`,
  ADD FULLTEXT KEY `words` (`body`),
  DROP INDEX `area`,
  ADD SPATIAL KEY `area` (`place`),
  ADD KEY `gone` (`changed`) COMMENT 'away',
  ADD KEY `single` (`changed`, `m`);

-- hazard: block-writes: packed takes no writes while changed is built
ALTER TABLE `packed`
  DROP INDEX `changed`,
  ADD KEY `changed` (`m`) KEY_BLOCK_SIZE=4096,
  ALGORITHM=COPY;
