-- hazard: drop-column: column users.age is dropped
ALTER TABLE `users`
  DROP INDEX `users_email_idx`,
  DROP INDEX `users_name_idx`,
  DROP INDEX `users_age_idx`,
  DROP COLUMN `age`,
  LOCK=NONE;
