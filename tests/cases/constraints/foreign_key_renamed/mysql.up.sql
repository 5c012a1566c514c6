-- schemac:allow add-check

ALTER TABLE `posts` RENAME INDEX `posts_pair` TO `posts_couple`;

-- hazard: rewrite-table: posts is written again to give posts_small another name
ALTER TABLE `posts` DROP CONSTRAINT `posts_small`, ADD CONSTRAINT `posts_smallest` CHECK (id < 100);

ALTER TABLE `posts` RENAME INDEX `posts_user` TO `posts_by_user`;

-- hazard: rewrite-table: posts is written again to give posts_author another name
ALTER TABLE `posts` DROP FOREIGN KEY `posts_author`, ADD CONSTRAINT `posts_writer` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`);

-- hazard: rewrite-table: posts is written again to give posts_sane another name
ALTER TABLE `posts` DROP CONSTRAINT `posts_sane`, ADD CONSTRAINT `posts_positive` CHECK (id > 0);

-- hazard: add-check: posts must satisfy id < 10
-- hazard: rewrite-table: posts is written again to look at every row
ALTER TABLE `posts`
  DROP CONSTRAINT `posts_smallest`,
  ADD CONSTRAINT `posts_smallest` CHECK (id < 10);
