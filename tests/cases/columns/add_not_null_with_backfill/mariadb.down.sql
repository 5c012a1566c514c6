-- hazard: drop-column: column users.region is dropped
-- hazard: drop-column: column users.slug is dropped
-- hazard: drop-column: column users.seats is dropped
-- hazard: drop-column: column users.nick is dropped
ALTER TABLE `users`
  DROP INDEX `users_slug_key`,
  DROP CONSTRAINT `users_seats_check`,
  DROP COLUMN `region`,
  DROP COLUMN `slug`,
  DROP COLUMN `seats`,
  DROP COLUMN `nick`,
  LOCK=NONE;
