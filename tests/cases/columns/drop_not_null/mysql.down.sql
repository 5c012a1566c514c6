-- The data of column users.name does not come back: only its structure does.

-- hazard: add-not-null: users.name is NOT NULL and has no default
ALTER TABLE `users` ADD COLUMN `name` text NOT NULL, ADD CONSTRAINT `users_name_has_no_value` CHECK (FALSE);
ALTER TABLE `users` DROP CONSTRAINT `users_name_has_no_value`;
