-- hazard: drop-column: column users.plan is dropped
-- hazard: drop-column: column users.seats is dropped
-- hazard: drop-column: column users.rate is dropped
-- hazard: drop-column: column users.active is dropped
-- hazard: drop-column: column users.token is dropped
-- hazard: drop-column: column users.made is dropped
-- hazard: drop-column: column users.note is dropped
ALTER TABLE `users`
  DROP COLUMN `plan`,
  DROP COLUMN `seats`,
  DROP COLUMN `rate`,
  DROP COLUMN `active`,
  DROP COLUMN `token`,
  DROP COLUMN `made`,
  DROP COLUMN `note`,
  LOCK=NONE;
