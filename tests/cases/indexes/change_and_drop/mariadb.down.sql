ALTER TABLE `users`
  DROP INDEX `users_one`,
  DROP INDEX `users_name`,
  ADD KEY `users_name` (`name`),
  ADD KEY `users_city` (`city`),
  ADD KEY `users_one` (`born`),
  LOCK=NONE;
