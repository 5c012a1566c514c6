-- schemac:allow drop-column

-- hazard: drop-column: column users.name is dropped
ALTER TABLE `users`
  DROP COLUMN `name`,
  LOCK=NONE;
