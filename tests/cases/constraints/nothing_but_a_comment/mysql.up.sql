ALTER TABLE `users`
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`id`) COMMENT '1',
  DROP INDEX `users_age`,
  ADD UNIQUE KEY `users_age` (`age`) COMMENT '2',
  DROP INDEX `users_idx`,
  ADD KEY `users_idx` (`age`) COMMENT '5',
  LOCK=NONE;
