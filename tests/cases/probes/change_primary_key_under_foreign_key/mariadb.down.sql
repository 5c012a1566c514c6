ALTER TABLE `posts` DROP FOREIGN KEY `posts_author_id_fkey`;

ALTER TABLE `users`
  DROP INDEX `users_id_key`,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`id`),
  ADD UNIQUE KEY `users_email_key` (`email`),
  LOCK=NONE;

-- hazard: add-foreign-key: posts (author_id) must refer to rows of users
-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts` ADD CONSTRAINT `posts_author_id_fkey` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE CASCADE;
