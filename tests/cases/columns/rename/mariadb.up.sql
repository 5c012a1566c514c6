ALTER TABLE `users` RENAME COLUMN `name` TO `full_name`;

ALTER TABLE `posts` RENAME COLUMN `user_id` TO `author_id`;

-- hazard: rewrite-table: posts is written again to give posts_user_id_fkey another name
ALTER TABLE `posts` DROP FOREIGN KEY `posts_user_id_fkey`, ADD CONSTRAINT `posts_author_id_fkey` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`);

ALTER TABLE `posts` RENAME INDEX `posts_user_id_fkey` TO `posts_author_id_fkey`;

CREATE OR REPLACE VIEW `names` AS
select users.full_name from users;
