-- schemac:allow add-foreign-key

ALTER TABLE `posts` DROP FOREIGN KEY `posts_editor_id_fkey`;

-- hazard: add-foreign-key: posts (user_id) must refer to rows of users
-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts`
  DROP INDEX `posts_editor_id_fkey`,
  ADD KEY `posts_user_id_fkey` (`user_id`),
  ADD KEY `posts_parent_id_fkey` (`parent_id`),
  ADD CONSTRAINT `posts_user_id_fkey` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE ON UPDATE CASCADE;

-- hazard: add-foreign-key: posts (parent_id) must refer to rows of posts
-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts` ADD CONSTRAINT `posts_parent_id_fkey` FOREIGN KEY (`parent_id`) REFERENCES `posts` (`id`) ON DELETE SET NULL;
