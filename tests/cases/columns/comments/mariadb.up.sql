ALTER TABLE `users`
  COMMENT='People, and ''robots''.',
  MODIFY COLUMN `name` text NOT NULL COMMENT 'Full name.',
  MODIFY COLUMN `age` int NOT NULL,
  MODIFY COLUMN `bio` text NOT NULL COMMENT 'Æther \\ back',
  ADD COLUMN `plan` text COMMENT 'Paid?',
  LOCK=NONE;
