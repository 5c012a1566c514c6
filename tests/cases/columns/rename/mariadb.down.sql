ALTER TABLE `posts` RENAME COLUMN `author_id` TO `user_id`;

ALTER TABLE `users` RENAME COLUMN `full_name` TO `name`;

ALTER TABLE `posts` RENAME INDEX `posts_author_id_fkey` TO `posts_user_id_fkey`;

-- hazard: rewrite-table: posts is written again to give posts_author_id_fkey another name
ALTER TABLE `posts` DROP FOREIGN KEY `posts_author_id_fkey`, ADD CONSTRAINT `posts_user_id_fkey` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`);

CREATE OR REPLACE VIEW `names` AS
select users.name from users;
