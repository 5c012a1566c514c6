-- hazard: rewrite-table: users.plan is written again as text
-- hazard: convert-column: users.mood is converted from text to enum('free','paid')
-- hazard: rewrite-table: users.mood is written again as enum('free','paid')
ALTER TABLE `users`
  MODIFY COLUMN `plan` text NOT NULL DEFAULT 'free',
  MODIFY COLUMN `mood` enum('free','paid') NOT NULL DEFAULT 'free';
