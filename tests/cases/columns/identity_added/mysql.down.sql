ALTER TABLE `posts` DROP FOREIGN KEY `posts_user_id_fkey`;

-- hazard: rewrite-table: users.id is written again as bigint
ALTER TABLE `users` MODIFY COLUMN `id` bigint NOT NULL;

-- hazard: rewrite-table: posts.id is written again as int
-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts`
  MODIFY COLUMN `id` int NOT NULL,
  ADD CONSTRAINT `posts_user_id_fkey` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE;
