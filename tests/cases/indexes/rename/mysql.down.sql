ALTER TABLE `users` RENAME INDEX `users_by_city` TO `users_city`;

-- hazard: block-writes: users takes no writes while users_city is built
ALTER TABLE `users`
  DROP INDEX `users_city`,
  ADD KEY `users_city` ((lower(city)));
