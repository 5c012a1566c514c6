ALTER TABLE `posts` DROP FOREIGN KEY `posts_author_id_fkey`;

-- hazard: narrow-column: users.id becomes int and may hold values that do not fit
-- hazard: rewrite-table: users.id is written again as int
ALTER TABLE `users` MODIFY COLUMN `id` int NOT NULL;

-- hazard: narrow-column: posts.author_id becomes int and may hold values that do not fit
-- hazard: rewrite-table: posts.author_id is written again as int
-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts`
  MODIFY COLUMN `author_id` int NOT NULL,
  ADD CONSTRAINT `posts_author_id_fkey` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE CASCADE;
