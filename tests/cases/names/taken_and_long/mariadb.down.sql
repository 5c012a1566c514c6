ALTER TABLE `users`
  MODIFY COLUMN `kind` enum('a','b','c') NOT NULL,
  MODIFY COLUMN `mood` enum('x','y','z') NOT NULL,
  LOCK=NONE;
