-- The data of column users.code does not come back: only its structure does.

-- hazard: add-unique: users (code, name) must be unique
-- hazard: rewrite-table: users is written again to look at every row
-- hazard: add-check: users must satisfy code is not null or name is not null
ALTER TABLE `users`
  ADD COLUMN `code` int,
  ADD UNIQUE KEY `users_code` (`code`),
  ADD UNIQUE KEY `users_both` (`code`, `name`),
  ADD CONSTRAINT `users_code_positive` CHECK (code > 0),
  ADD CONSTRAINT `users_either` CHECK (code is not null or name is not null);

-- hazard: add-foreign-key: posts (user_code) must refer to rows of users
-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts`
  ADD KEY `posts_user_code_fkey` (`user_code`),
  ADD CONSTRAINT `posts_user_code_fkey` FOREIGN KEY (`user_code`) REFERENCES `users` (`code`);

CREATE VIEW `codes` AS
select code from users;

CREATE VIEW `doubled` AS
select code * 2 as double_code from codes;
