ALTER TABLE `users` RENAME INDEX `users_new` TO `users_old`;

ALTER TABLE `users`
  DROP INDEX `users_name_key`,
  DROP INDEX `users_name_city`,
  ADD UNIQUE KEY `users_name_city` (`name`, `city`),
  ADD UNIQUE KEY `users_dropped` (`born`, `id`),
  LOCK=NONE;
