-- hazard: rewrite-table: things is written again with what names called
ALTER TABLE `things`
  DROP INDEX `lowered`,
  DROP INDEX `both`,
  RENAME COLUMN `called` TO `name`,
  ADD KEY `lowered` ((lower(name))),
  ADD KEY `both` ((upper(name)), `name`);

ALTER TABLE `things` DROP INDEX `both`;
