ALTER TABLE `users`
  ADD COLUMN `bio` text,
  ADD COLUMN `born` date,
  LOCK=NONE;

-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts`
  ADD COLUMN `editor_id` int,
  ADD KEY `posts_editor_id_fkey` (`editor_id`),
  ADD CONSTRAINT `posts_editor_id_fkey` FOREIGN KEY (`editor_id`) REFERENCES `users` (`id`);
