CREATE TABLE `posts` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `slug` varchar(100) NOT NULL COMMENT 'In the address.',
  `status` enum('draft','published') NOT NULL DEFAULT 'draft',
  `words` int GENERATED ALWAYS AS (length(slug)) STORED,
  `created_at` timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (`id`),
  UNIQUE KEY `posts_slug_key` (`slug`),
  KEY `posts_created_at_idx` (`created_at`),
  CONSTRAINT `posts_slug_check` CHECK (slug <> '')
) COMMENT='What people write.';

CREATE TABLE `comments` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `post_id` bigint NOT NULL,
  `created_at` timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (`id`),
  KEY `comments_post_id_idx` (`post_id`),
  KEY `comments_created_at_idx` (`created_at`),
  CONSTRAINT `comments_post_id_fkey` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE CASCADE
);

-- hazard: rewrite-table: logs is written again to look for the parent of every row
ALTER TABLE `logs`
  ADD COLUMN `post_id` bigint,
  ADD KEY `logs_post_id_fkey` (`post_id`),
  ADD CONSTRAINT `logs_post_id_fkey` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`);

CREATE VIEW `published` AS
select id, slug from posts where status = 'published';
