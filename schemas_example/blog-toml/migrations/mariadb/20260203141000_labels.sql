CREATE TABLE `labels` (
  `name` varchar(40) NOT NULL,
  PRIMARY KEY (`name`)
);

CREATE TABLE `post_labels` (
  `post_id` bigint NOT NULL,
  `label` varchar(40) NOT NULL,
  PRIMARY KEY (`post_id`, `label`),
  KEY `post_labels_label_fkey` (`label`),
  CONSTRAINT `post_labels_post_id_fkey` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE CASCADE,
  CONSTRAINT `post_labels_label_fkey` FOREIGN KEY (`label`) REFERENCES `labels` (`name`)
);

-- hazard: rewrite-table: posts.headline is written again as varchar(200)
ALTER TABLE `posts`
  MODIFY COLUMN `headline` varchar(200) NOT NULL,
  MODIFY COLUMN `status` enum('draft','published','archived') NOT NULL DEFAULT 'draft',
  ADD COLUMN `published_at` timestamp(6) NULL,
  ADD KEY `posts_feed_idx` (`published_at` DESC, `id`);
