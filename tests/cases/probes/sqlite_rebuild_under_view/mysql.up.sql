ALTER TABLE `users`
  MODIFY COLUMN `plan` text NOT NULL DEFAULT ('basic'),
  LOCK=NONE;
