ALTER TABLE `posts` DROP FOREIGN KEY `posts_a_fkey`;

ALTER TABLE `posts` DROP FOREIGN KEY `posts_c_fkey`;

ALTER TABLE `posts` DROP FOREIGN KEY `posts_d_fkey`;

-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts`
  ADD CONSTRAINT `posts_a_fkey` FOREIGN KEY (`a`) REFERENCES `users` (`id`) ON DELETE CASCADE,
  ADD CONSTRAINT `posts_c_fkey` FOREIGN KEY (`c`) REFERENCES `users` (`id`) ON DELETE RESTRICT,
  ADD CONSTRAINT `posts_d_fkey` FOREIGN KEY (`d`) REFERENCES `users` (`id`) ON DELETE SET NULL ON UPDATE SET NULL;
