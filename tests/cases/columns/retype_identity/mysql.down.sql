ALTER TABLE `posts` DROP FOREIGN KEY `posts_user_id_fkey`;

-- hazard: narrow-column: users.id becomes int and may hold values that do not fit
-- hazard: rewrite-table: users.id is written again as int
ALTER TABLE `users` MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;

-- hazard: narrow-column: posts.user_id becomes int and may hold values that do not fit
-- hazard: rewrite-table: posts.user_id is written again as int
-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts`
  MODIFY COLUMN `user_id` int NOT NULL,
  ADD CONSTRAINT `posts_user_id_fkey` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`);
