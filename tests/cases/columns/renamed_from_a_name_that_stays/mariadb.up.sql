ALTER TABLE `users` RENAME COLUMN `name` TO `first_name`;

ALTER TABLE `users`
  ADD COLUMN `last_name` text,
  LOCK=NONE;

UPDATE `users` SET `last_name` = 'unknown';

-- hazard: rewrite-table: users.last_name is written again as NOT NULL
-- hazard: rewrite-table: users.name gets a value of its own in every row
ALTER TABLE `users`
  MODIFY COLUMN `last_name` text NOT NULL,
  ADD COLUMN `name` text GENERATED ALWAYS AS (concat(first_name, ' ', last_name)) STORED;
