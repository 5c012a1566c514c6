ALTER TABLE `users` RENAME COLUMN `years` TO `age`;

-- hazard: narrow-column: users.age becomes smallint and may hold values that do not fit
-- hazard: rewrite-table: users.age is written again as smallint
ALTER TABLE `users`
  DROP CONSTRAINT `users_years_check`,
  MODIFY COLUMN `age` smallint NOT NULL;
