ALTER TABLE `users` RENAME COLUMN `name` TO `name__aside`;

-- hazard: rewrite-table: users is written again with what names first_name
ALTER TABLE `users`
  RENAME COLUMN `first_name` TO `name`,
  MODIFY COLUMN `name__aside` text GENERATED ALWAYS AS (concat(name, ' ', last_name)) STORED;

-- hazard: drop-column: column users.last_name is dropped
ALTER TABLE `users`
  DROP COLUMN `name__aside`,
  DROP COLUMN `last_name`,
  LOCK=NONE;
