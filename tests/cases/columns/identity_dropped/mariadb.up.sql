ALTER TABLE `posts` DROP FOREIGN KEY `posts_user_id_fkey`;

-- hazard: rewrite-table: users.id is written again as bigint
ALTER TABLE `users` MODIFY COLUMN `id` bigint NOT NULL;

-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts` ADD CONSTRAINT `posts_user_id_fkey` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE;
