ALTER TABLE `users`
  DROP INDEX `users_name`,
  MODIFY COLUMN `plan` text NOT NULL DEFAULT ('free'),
  LOCK=NONE;
