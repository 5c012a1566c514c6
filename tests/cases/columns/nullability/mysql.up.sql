ALTER TABLE `users`
  MODIFY COLUMN `name` text,
  LOCK=NONE;

UPDATE `users` SET `bio` = 'none' WHERE `bio` IS NULL;

ALTER TABLE `users`
  MODIFY COLUMN `bio` text NOT NULL,
  LOCK=NONE;

UPDATE `users` SET `age` = id * 10 WHERE `age` IS NULL;

ALTER TABLE `users`
  MODIFY COLUMN `age` int NOT NULL,
  LOCK=NONE;
