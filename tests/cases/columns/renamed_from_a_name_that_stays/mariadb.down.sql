ALTER TABLE `users` RENAME COLUMN `name` TO `name__aside`;

ALTER TABLE `users` RENAME COLUMN `first_name` TO `name`;

-- hazard: drop-column: column users.last_name is dropped
ALTER TABLE `users`
  DROP COLUMN `name__aside`,
  DROP COLUMN `last_name`,
  LOCK=NONE;
