-- The data of column users.plan does not come back: only its structure does.

ALTER TABLE `users`
  ADD COLUMN `plan` enum('free','paid'),
  LOCK=NONE;
