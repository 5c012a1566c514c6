ALTER TABLE `users` RENAME INDEX `users_city` TO `users_by_city`;

-- hazard: block-writes: users takes no writes while users_by_city is built
ALTER TABLE `users`
  DROP INDEX `users_by_city`,
  ADD KEY `users_by_city` ((upper(city)));
