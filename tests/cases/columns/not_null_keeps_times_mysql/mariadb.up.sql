UPDATE `things` SET `a` = 7, `changed` = `changed` WHERE `a` IS NULL;

-- hazard: rewrite-table: things.a is written again as NOT NULL
ALTER TABLE `things`
  MODIFY COLUMN `a` int NOT NULL,
  MODIFY COLUMN `b` varchar(40);

UPDATE `things` SET `b` = 'none', `changed` = `changed` WHERE `b` IS NULL;

-- hazard: rewrite-table: things.b is written again as NOT NULL
ALTER TABLE `things`
  MODIFY COLUMN `b` varchar(40) NOT NULL DEFAULT 'none',
  ADD COLUMN `c` varchar(36);

UPDATE `things` SET `c` = concat('c', id), `changed` = `changed`;

-- hazard: rewrite-table: things.c is written again as NOT NULL
-- hazard: rewrite-table: things.d gets a value of its own in every row
ALTER TABLE `things`
  MODIFY COLUMN `c` varchar(36) NOT NULL,
  ADD COLUMN `d` varchar(36) NOT NULL DEFAULT (uuid());
