ALTER TABLE `users`
  MODIFY COLUMN `plan` text,
  LOCK=NONE;
