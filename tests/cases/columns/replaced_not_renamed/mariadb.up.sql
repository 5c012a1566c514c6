-- schemac:allow drop-column

-- hazard: drop-column: column users.name is dropped
ALTER TABLE `users`
  ADD COLUMN `email` text,
  DROP COLUMN `name`,
  LOCK=NONE;
