-- hazard: rewrite-table: things.mood is written again as enum('a','b','c')
ALTER TABLE `things`
  MODIFY COLUMN `mood` enum('a','b','c') NOT NULL DEFAULT 'a',
  MODIFY COLUMN `kind` enum('glad','sad','happy') NOT NULL;

UPDATE `things` SET `kind` = CASE `kind` WHEN 'glad' THEN 'happy' END, `changed` = `changed` WHERE `kind` IN ('glad');

-- hazard: rewrite-table: things.kind is written again as enum('happy','sad')
-- hazard: rewrite-table: things.tags is written again as set('x','y','z')
ALTER TABLE `things`
  MODIFY COLUMN `kind` enum('happy','sad') NOT NULL,
  MODIFY COLUMN `tags` set('x','y','z') NOT NULL DEFAULT 'x';
