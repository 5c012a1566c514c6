-- hazard: rewrite-table: users.name is written again as NOT NULL
-- hazard: set-not-null: users.name may hold NULL
ALTER TABLE `users`
  MODIFY COLUMN `name` text NOT NULL,
  MODIFY COLUMN `bio` text,
  MODIFY COLUMN `age` int;
