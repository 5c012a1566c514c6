-- schemac:allow add-unique

-- hazard: add-unique: users (born) must be unique
ALTER TABLE `users`
  ADD UNIQUE KEY `users_one` (`born`),
  ADD KEY `users_name_idx` (`name`),
  ADD KEY `users_born_idx` (`born` DESC),
  LOCK=NONE;
