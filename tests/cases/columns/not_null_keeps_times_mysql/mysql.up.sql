UPDATE `things` SET `a` = 7, `changed` = `changed` WHERE `a` IS NULL;

ALTER TABLE `things`
  MODIFY COLUMN `a` int NOT NULL,
  MODIFY COLUMN `b` varchar(40);

UPDATE `things` SET `b` = 'none', `changed` = `changed` WHERE `b` IS NULL;

ALTER TABLE `things`
  MODIFY COLUMN `b` varchar(40) NOT NULL DEFAULT 'none',
  ADD COLUMN `c` varchar(36),
  LOCK=NONE;

UPDATE `things` SET `c` = concat('c', id), `changed` = `changed`;

ALTER TABLE `things`
  MODIFY COLUMN `c` varchar(36) NOT NULL,
  ADD COLUMN `d` varchar(36),
  LOCK=NONE;

UPDATE `things` SET `d` = uuid(), `changed` = `changed`;

ALTER TABLE `things`
  MODIFY COLUMN `d` varchar(36) NOT NULL DEFAULT (uuid()),
  LOCK=NONE;
