-- hazard: rewrite-table: posts is written again to give posts_positive another name
ALTER TABLE `posts` DROP CONSTRAINT `posts_positive`, ADD CONSTRAINT `posts_sane` CHECK (id > 0);

-- hazard: rewrite-table: posts is written again to give posts_writer another name
ALTER TABLE `posts` DROP FOREIGN KEY `posts_writer`, ADD CONSTRAINT `posts_author` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`);

ALTER TABLE `posts` RENAME INDEX `posts_by_user` TO `posts_user`;

-- hazard: rewrite-table: posts is written again to give posts_smallest another name
ALTER TABLE `posts` DROP CONSTRAINT `posts_smallest`, ADD CONSTRAINT `posts_small` CHECK (id < 10);

ALTER TABLE `posts` RENAME INDEX `posts_couple` TO `posts_pair`;

-- hazard: add-check: posts must satisfy id < 100
-- hazard: rewrite-table: posts is written again to look at every row
ALTER TABLE `posts`
  DROP CONSTRAINT `posts_small`,
  ADD CONSTRAINT `posts_small` CHECK (id < 100);
