-- schemac:allow add-unique

-- hazard: add-unique: users (name) must be unique
ALTER TABLE `users`
  MODIFY COLUMN `plan` text NOT NULL DEFAULT 'basic',
  ADD UNIQUE KEY `users_name` (`name`),
  LOCK=NONE;
