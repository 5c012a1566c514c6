-- hazard: drop-column: column users.email is dropped
-- hazard: drop-column: column users.seats is dropped
-- hazard: drop-column: column users.region is dropped
ALTER TABLE `users`
  MODIFY COLUMN `plan` text NOT NULL DEFAULT ('free'),
  DROP COLUMN `email`,
  DROP COLUMN `seats`,
  DROP COLUMN `region`,
  LOCK=NONE;
