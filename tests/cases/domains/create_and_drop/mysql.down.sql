-- hazard: drop-column: column users.second is dropped
ALTER TABLE `users`
  DROP CONSTRAINT `users_email_check`,
  DROP CONSTRAINT `users_email_check1`,
  DROP CONSTRAINT `users_second_check`,
  DROP CONSTRAINT `users_second_check1`,
  DROP COLUMN `second`,
  LOCK=NONE;
