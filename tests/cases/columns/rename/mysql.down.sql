ALTER TABLE `posts` RENAME COLUMN `author_id` TO `user_id`;

-- hazard: rewrite-table: users is written again with what names full_name
ALTER TABLE `users`
  DROP CONSTRAINT `users_name_given`,
  DROP INDEX `users_names`,
  RENAME COLUMN `full_name` TO `name`,
  ADD KEY `users_names` ((lower(name))),
  ADD CONSTRAINT `users_name_given` CHECK (name <> '');

ALTER TABLE `posts` RENAME INDEX `posts_author_id_fkey` TO `posts_user_id_fkey`;

-- hazard: rewrite-table: posts is written again to give posts_author_id_fkey another name
ALTER TABLE `posts` DROP FOREIGN KEY `posts_author_id_fkey`, ADD CONSTRAINT `posts_user_id_fkey` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`);

CREATE OR REPLACE VIEW `names` AS
select users.name from users;
