-- hazard: rewrite-table: users is written again with what names name
ALTER TABLE `users`
  DROP CONSTRAINT `users_name_given`,
  DROP INDEX `users_names`,
  RENAME COLUMN `name` TO `full_name`,
  ADD KEY `users_names` ((lower(full_name))),
  ADD CONSTRAINT `users_name_given` CHECK (full_name <> '');

ALTER TABLE `posts` RENAME COLUMN `user_id` TO `author_id`;

-- hazard: rewrite-table: posts is written again to give posts_user_id_fkey another name
ALTER TABLE `posts` DROP FOREIGN KEY `posts_user_id_fkey`, ADD CONSTRAINT `posts_author_id_fkey` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`);

ALTER TABLE `posts` RENAME INDEX `posts_user_id_fkey` TO `posts_author_id_fkey`;

CREATE OR REPLACE VIEW `names` AS
select users.full_name from users;
