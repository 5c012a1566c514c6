-- hazard: drop-column: column users.email is dropped
ALTER TABLE `users`
  DROP COLUMN `email`,
  LOCK=NONE;
