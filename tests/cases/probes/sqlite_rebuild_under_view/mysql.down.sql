ALTER TABLE `users`
  MODIFY COLUMN `plan` text NOT NULL DEFAULT ('free'),
  LOCK=NONE;
