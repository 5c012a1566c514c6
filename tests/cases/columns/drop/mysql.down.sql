-- The data of column users.bio does not come back: only its structure does.
-- The data of column users.age does not come back: only its structure does.
-- The data of column posts.editor_id does not come back: only its structure does.

ALTER TABLE `users`
  ADD COLUMN `bio` text,
  ADD COLUMN `age` int NOT NULL DEFAULT 1,
  LOCK=NONE;

-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts`
  ADD COLUMN `editor_id` int,
  ADD KEY `posts_editor_id_idx` (`editor_id`),
  ADD CONSTRAINT `posts_editor_id_fkey` FOREIGN KEY (`editor_id`) REFERENCES `users` (`id`);
