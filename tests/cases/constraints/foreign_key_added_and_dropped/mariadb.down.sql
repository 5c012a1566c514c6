ALTER TABLE `posts` DROP FOREIGN KEY `posts_user_id_fkey`;

ALTER TABLE `posts` DROP FOREIGN KEY `posts_parent_id_fkey`;

-- hazard: add-foreign-key: posts (editor_id) must refer to rows of users
-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts`
  DROP INDEX `posts_user_id_fkey`,
  DROP INDEX `posts_parent_id_fkey`,
  ADD KEY `posts_editor_id_fkey` (`editor_id`),
  ADD CONSTRAINT `posts_editor_id_fkey` FOREIGN KEY (`editor_id`) REFERENCES `users` (`id`);
