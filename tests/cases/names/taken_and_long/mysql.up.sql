-- schemac:allow drop-enum-value

-- hazard: drop-enum-value: users.kind loses c
-- hazard: rewrite-table: users.kind is written again as enum('a','b')
-- hazard: drop-enum-value: users.mood loses z
-- hazard: rewrite-table: users.mood is written again as enum('x','y')
ALTER TABLE `users`
  MODIFY COLUMN `kind` enum('a','b') NOT NULL DEFAULT 'a',
  MODIFY COLUMN `mood` enum('x','y') NOT NULL;
