-- schemac:allow add-unique

-- hazard: add-unique: users (born) must be unique
-- hazard: block-writes: users takes no writes while users_one is built
-- hazard: block-writes: users takes no writes while users_name_idx is built
-- hazard: block-writes: users takes no writes while users_born_idx is built
-- hazard: block-writes: users takes no writes while users_lower is built
ALTER TABLE `users`
  ADD UNIQUE KEY `users_one` (`born`),
  ADD KEY `users_name_idx` (`name`),
  ADD KEY `users_born_idx` (`born` DESC),
  ADD KEY `users_lower` ((lower(name)), `city`);
