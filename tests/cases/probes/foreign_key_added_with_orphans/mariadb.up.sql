-- schemac:allow add-foreign-key

-- hazard: add-foreign-key: posts (user_id) must refer to rows of users
-- hazard: rewrite-table: posts is written again to look for the parent of every row
ALTER TABLE `posts`
  ADD KEY `posts_user_id_fkey` (`user_id`),
  ADD CONSTRAINT `posts_user_id_fkey` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`);
