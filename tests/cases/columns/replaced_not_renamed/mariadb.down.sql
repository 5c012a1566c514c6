-- The data of column users.name does not come back: only its structure does.

-- hazard: drop-column: column users.email is dropped
ALTER TABLE `users`
  ADD COLUMN `name` text,
  DROP COLUMN `email`,
  LOCK=NONE;
