-- schemac:allow add-unique

-- hazard: add-unique: users (born) must be unique
ALTER TABLE `users`
  DROP INDEX `users_city`,
  DROP INDEX `users_one`,
  ADD UNIQUE KEY `users_one` (`born`),
  DROP INDEX `users_name`,
  ADD KEY `users_name` (`name`, `city`),
  LOCK=NONE;
