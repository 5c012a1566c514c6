UPDATE `users` SET `plan` = 'free' WHERE `plan` IS NULL;

ALTER TABLE `users`
  MODIFY COLUMN `plan` text NOT NULL DEFAULT ('free'),
  LOCK=NONE;

UPDATE `users` SET `region` = 'north' WHERE `region` IS NULL;

ALTER TABLE `users`
  MODIFY COLUMN `region` text NOT NULL DEFAULT ('south'),
  LOCK=NONE;
