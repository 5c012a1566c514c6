ALTER TABLE `users`
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`id`),
  DROP INDEX `users_age`,
  ADD UNIQUE KEY `users_age` (`age`),
  DROP INDEX `users_idx`,
  ADD KEY `users_idx` (`age`),
  LOCK=NONE;
