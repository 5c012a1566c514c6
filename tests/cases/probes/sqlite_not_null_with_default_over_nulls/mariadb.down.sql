ALTER TABLE `users`
  MODIFY COLUMN `plan` text,
  MODIFY COLUMN `region` text,
  LOCK=NONE;
