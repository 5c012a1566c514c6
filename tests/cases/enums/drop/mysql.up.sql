-- schemac:allow drop-column

-- hazard: drop-column: column users.plan is dropped
ALTER TABLE `users`
  DROP COLUMN `plan`,
  LOCK=NONE;
