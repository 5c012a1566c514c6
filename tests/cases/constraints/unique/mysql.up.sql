-- schemac:allow add-unique

ALTER TABLE `users` RENAME INDEX `users_old` TO `users_new`;

-- hazard: add-unique: users (name) must be unique
ALTER TABLE `users`
  DROP INDEX `users_dropped`,
  ADD UNIQUE KEY `users_name_key` (`name`),
  DROP INDEX `users_name_city`,
  ADD UNIQUE KEY `users_name_city` (`city`, `name`, `id`),
  LOCK=NONE;
