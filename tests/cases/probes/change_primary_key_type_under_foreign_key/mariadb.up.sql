ALTER TABLE `posts` DROP FOREIGN KEY `posts_author_id_fkey`;

-- hazard: rewrite-table: users.id is written again as bigint
ALTER TABLE `users` MODIFY COLUMN `id` bigint NOT NULL;

-- hazard: rewrite-table: posts.author_id is written again as bigint
-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts`
  MODIFY COLUMN `author_id` bigint NOT NULL,
  ADD CONSTRAINT `posts_author_id_fkey` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE CASCADE;
