-- hazard: drop-column: column users.plan is dropped
ALTER TABLE `users`
  DROP COLUMN `plan`,
  COMMENT='People.',
  MODIFY COLUMN `name` text NOT NULL COMMENT 'As they write it.',
  MODIFY COLUMN `age` int NOT NULL COMMENT 'In years; it''s whole.',
  MODIFY COLUMN `bio` text NOT NULL,
  LOCK=NONE;
