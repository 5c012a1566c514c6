-- hazard: narrow-column: posts.headline becomes varchar(120) and may hold values that do not fit
-- hazard: rewrite-table: posts.headline is written again as varchar(120)
-- hazard: drop-enum-value: posts.status loses archived
-- hazard: rewrite-table: posts.status is written again as enum('draft','published')
-- hazard: drop-column: column posts.published_at is dropped
ALTER TABLE `posts`
  DROP INDEX `posts_feed_idx`,
  MODIFY COLUMN `headline` varchar(120) NOT NULL,
  MODIFY COLUMN `status` enum('draft','published') NOT NULL DEFAULT 'draft',
  DROP COLUMN `published_at`;

-- hazard: drop-table: table post_labels is dropped
DROP TABLE `post_labels`;

-- hazard: drop-table: table labels is dropped
DROP TABLE `labels`;
