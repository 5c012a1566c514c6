-- hazard: rewrite-table: things is written again with what names name
ALTER TABLE `things`
  DROP INDEX `lowered`,
  RENAME COLUMN `name` TO `called`,
  ADD KEY `lowered` ((lower(called)));

-- hazard: block-writes: things takes no writes while both is built
ALTER TABLE `things` ADD KEY `both` ((upper(called)), `called`);
