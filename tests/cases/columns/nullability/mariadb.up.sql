ALTER TABLE `users`
  MODIFY COLUMN `name` text,
  LOCK=NONE;

UPDATE `users` SET `bio` = 'none' WHERE `bio` IS NULL;

-- hazard: rewrite-table: users.bio is written again as NOT NULL
ALTER TABLE `users` MODIFY COLUMN `bio` text NOT NULL;

UPDATE `users` SET `age` = id * 10 WHERE `age` IS NULL;

-- hazard: rewrite-table: users.age is written again as NOT NULL
ALTER TABLE `users` MODIFY COLUMN `age` int NOT NULL;
