-- schemac:allow add-unique

-- hazard: add-unique: users (email) must be unique
ALTER TABLE `users`
  ADD UNIQUE KEY `users_email_key` (`email`),
  LOCK=NONE;
