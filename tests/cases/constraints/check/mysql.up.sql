-- schemac:allow add-check

-- hazard: add-check: users must satisfy length(name) < 50
-- hazard: rewrite-table: users is written again to look at every row
-- hazard: add-check: users must satisfy nick <> name
-- hazard: add-check: users must satisfy age < 150
ALTER TABLE `users`
  DROP CONSTRAINT `users_named`,
  ADD COLUMN `nick` text,
  ADD CONSTRAINT `users_name_check` CHECK (length(name) < 50),
  ADD CONSTRAINT `users_nick_check` CHECK (nick <> name),
  DROP CONSTRAINT `users_sane`,
  ADD CONSTRAINT `users_sane` CHECK (age < 150);
