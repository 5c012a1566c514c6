ALTER TABLE `users` DROP FOREIGN KEY `users_boss_id_fkey`;

ALTER TABLE `posts` DROP FOREIGN KEY `posts_user_id_fkey`;

-- hazard: rewrite-table: users.id is written again as varchar(100)
-- hazard: rewrite-table: users.boss_id is written again as varchar(100)
ALTER TABLE `users`
  MODIFY COLUMN `id` varchar(100) NOT NULL,
  MODIFY COLUMN `boss_id` varchar(100);

-- hazard: rewrite-table: posts.user_id is written again as varchar(100)
ALTER TABLE `posts` MODIFY COLUMN `user_id` varchar(100) NOT NULL;

-- hazard: rewrite-table: users is written again to look for the parent of every row
ALTER TABLE `users` ADD CONSTRAINT `users_boss_id_fkey` FOREIGN KEY (`boss_id`) REFERENCES `users` (`id`);

-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts` ADD CONSTRAINT `posts_user_id_fkey` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE;
