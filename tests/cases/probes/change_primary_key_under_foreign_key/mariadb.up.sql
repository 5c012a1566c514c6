ALTER TABLE `posts` DROP FOREIGN KEY `posts_author_id_fkey`;

ALTER TABLE `users`
  DROP INDEX `users_email_key`,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (`email`),
  ADD UNIQUE KEY `users_id_key` (`id`),
  LOCK=NONE;

-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts` ADD CONSTRAINT `posts_author_id_fkey` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE CASCADE;
