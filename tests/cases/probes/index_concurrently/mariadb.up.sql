-- schemac:allow add-unique

-- hazard: add-unique: users (email) must be unique
ALTER TABLE `users`
  ADD COLUMN `age` int,
  ADD UNIQUE KEY `users_email_idx` (`email`),
  ADD KEY `users_name_idx` (`name`),
  ADD KEY `users_age_idx` (`age`),
  LOCK=NONE;
