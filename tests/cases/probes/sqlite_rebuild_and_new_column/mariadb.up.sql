ALTER TABLE `users`
  MODIFY COLUMN `plan` text NOT NULL DEFAULT 'basic',
  ADD COLUMN `email` text,
  ADD COLUMN `seats` int NOT NULL DEFAULT 1,
  ADD COLUMN `region` text,
  LOCK=NONE;

UPDATE `users` SET `region` = 'north';

-- hazard: rewrite-table: users.region is written again as NOT NULL
ALTER TABLE `users` MODIFY COLUMN `region` text NOT NULL;
