ALTER TABLE `users`
  MODIFY COLUMN `plan` text NOT NULL DEFAULT ('basic'),
  ADD COLUMN `email` text,
  ADD COLUMN `seats` int NOT NULL DEFAULT 1,
  ADD COLUMN `region` text,
  LOCK=NONE;

UPDATE `users` SET `region` = 'north';

ALTER TABLE `users`
  MODIFY COLUMN `region` text NOT NULL,
  LOCK=NONE;
