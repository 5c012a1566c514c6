-- hazard: rewrite-table: users is written again with what names years
ALTER TABLE `users`
  DROP CONSTRAINT `users_years_check`,
  RENAME COLUMN `years` TO `age`,
  ADD CONSTRAINT `users_years_check` CHECK (age > 0);

-- hazard: narrow-column: users.age becomes smallint and may hold values that do not fit
-- hazard: rewrite-table: users.age is written again as smallint
ALTER TABLE `users`
  DROP CONSTRAINT `users_years_check`,
  MODIFY COLUMN `age` smallint NOT NULL;
