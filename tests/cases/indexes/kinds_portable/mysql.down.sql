ALTER TABLE `users`
  DROP INDEX `users_one`,
  DROP INDEX `users_name_idx`,
  DROP INDEX `users_born_idx`,
  DROP INDEX `users_lower`;
