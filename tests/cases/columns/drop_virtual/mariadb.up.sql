-- schemac:allow drop-column

-- hazard: drop-column: column users.age is dropped
ALTER TABLE `users`
  DROP COLUMN `double_age`,
  DROP COLUMN `age`;
