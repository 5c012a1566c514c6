-- schemac:allow add-not-null

-- hazard: add-not-null: users.email is NOT NULL and has no default
ALTER TABLE `users` ADD COLUMN `email` text NOT NULL, ADD CONSTRAINT `users_email_has_no_value` CHECK (FALSE);
ALTER TABLE `users` DROP CONSTRAINT `users_email_has_no_value`;
