-- hazard: add-check: users must satisfy age < 200
-- hazard: rewrite-table: users is written again to look at every row
-- hazard: add-check: users must satisfy name <> ''
-- hazard: drop-column: column users.nick is dropped
ALTER TABLE `users`
  DROP CONSTRAINT `users_name_check`,
  DROP CONSTRAINT `users_nick_check`,
  DROP CONSTRAINT `users_sane`,
  ADD CONSTRAINT `users_sane` CHECK (age < 200),
  ADD CONSTRAINT `users_named` CHECK (name <> ''),
  DROP COLUMN `nick`;
