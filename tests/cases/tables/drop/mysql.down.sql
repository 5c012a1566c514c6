-- The data of table posts does not come back: only its structure does.
-- The data of table comments does not come back: only its structure does.

CREATE TABLE `posts` (
  `id` bigint NOT NULL,
  `title` varchar(100) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `posts_title_idx` (`title`)
);

CREATE TABLE `comments` (
  `id` bigint NOT NULL,
  `post_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  KEY `comments_post_id_fkey` (`post_id`),
  CONSTRAINT `comments_post_id_fkey` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE CASCADE
);

-- hazard: add-foreign-key: logs (post_id) must refer to rows of posts
-- hazard: rewrite-table: logs is written again to look for the parent of every row
ALTER TABLE `logs`
  ADD KEY `logs_post_id_fkey` (`post_id`),
  ADD CONSTRAINT `logs_post_id_fkey` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`);

CREATE VIEW `titles` AS
select title from posts;
