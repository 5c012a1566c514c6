ALTER TABLE `users` DROP FOREIGN KEY `users_boss_id_fkey`;

ALTER TABLE `posts` DROP FOREIGN KEY `posts_user_id_fkey`;

-- hazard: convert-column: users.id is converted from varchar(100) to int
-- hazard: rewrite-table: users.id is written again as int
-- hazard: convert-column: users.boss_id is converted from varchar(100) to int
-- hazard: rewrite-table: users.boss_id is written again as int
ALTER TABLE `users`
  MODIFY COLUMN `id` int NOT NULL,
  MODIFY COLUMN `boss_id` int;

-- hazard: convert-column: posts.user_id is converted from varchar(100) to int
-- hazard: rewrite-table: posts.user_id is written again as int
ALTER TABLE `posts` MODIFY COLUMN `user_id` int NOT NULL;

-- hazard: rewrite-table: users is written again to look for the parent of every row
ALTER TABLE `users` ADD CONSTRAINT `users_boss_id_fkey` FOREIGN KEY (`boss_id`) REFERENCES `users` (`id`);

-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts` ADD CONSTRAINT `posts_user_id_fkey` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE;
