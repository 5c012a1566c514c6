-- schemac:allow add-foreign-key

ALTER TABLE `posts` DROP FOREIGN KEY `posts_user`;

ALTER TABLE `posts` DROP FOREIGN KEY `posts_other`;

ALTER TABLE `posts` DROP FOREIGN KEY `posts_same`;

-- hazard: add-foreign-key: posts (user_id) must refer to rows of people
-- hazard: rewrite-table: posts is written again to look for the parent of every row
-- hazard: add-foreign-key: posts (user_id) must refer to rows of users
ALTER TABLE `posts`
  ADD CONSTRAINT `posts_user` FOREIGN KEY (`user_id`) REFERENCES `people` (`id`),
  ADD CONSTRAINT `posts_other` FOREIGN KEY (`user_id`) REFERENCES `users` (`code`),
  ADD CONSTRAINT `posts_same` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`);
