-- schemac:allow convert-column

-- hazard: convert-column: users.plan is converted from text to enum('free','paid')
-- hazard: rewrite-table: users.plan is written again as enum('free','paid')
-- hazard: rewrite-table: users.mood is written again as text
ALTER TABLE `users`
  MODIFY COLUMN `plan` enum('free','paid') NOT NULL DEFAULT 'free',
  MODIFY COLUMN `mood` text NOT NULL DEFAULT 'free';
