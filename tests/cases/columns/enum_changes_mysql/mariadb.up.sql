-- schemac:allow drop-enum-value

-- hazard: drop-enum-value: things.mood loses c
-- hazard: rewrite-table: things.mood is written again as enum('b','a')
ALTER TABLE `things`
  MODIFY COLUMN `mood` enum('b','a') NOT NULL DEFAULT 'a',
  MODIFY COLUMN `kind` enum('happy','sad','glad') NOT NULL;

UPDATE `things` SET `kind` = CASE `kind` WHEN 'happy' THEN 'glad' END, `changed` = `changed` WHERE `kind` IN ('happy');

-- hazard: rewrite-table: things.kind is written again as enum('glad','sad')
-- hazard: drop-enum-value: things.tags loses z
-- hazard: rewrite-table: things.tags is written again as set('y','x')
ALTER TABLE `things`
  MODIFY COLUMN `kind` enum('glad','sad') NOT NULL,
  MODIFY COLUMN `tags` set('y','x') NOT NULL DEFAULT 'x';
