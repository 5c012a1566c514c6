-- schemac:allow drop-column

DROP VIEW `names`;

-- hazard: drop-column: column users.name is dropped
ALTER TABLE `users`
  DROP COLUMN `name`,
  LOCK=NONE;
