-- The data of column authors.homepage does not come back: only its structure does.

RENAME TABLE `post_tags` TO `post_labels`;

RENAME TABLE `tags` TO `labels`;

ALTER TABLE `post_labels` RENAME COLUMN `tag` TO `label`;

ALTER TABLE `posts` RENAME COLUMN `title` TO `headline`;

ALTER TABLE `post_labels` RENAME INDEX `post_tags_tag_fkey` TO `post_labels_label_fkey`;

-- hazard: rewrite-table: post_labels is written again to give post_tags_tag_fkey another name
ALTER TABLE `post_labels` DROP FOREIGN KEY `post_tags_tag_fkey`, ADD CONSTRAINT `post_labels_label_fkey` FOREIGN KEY (`label`) REFERENCES `labels` (`name`);

-- hazard: rewrite-table: post_labels is written again to give post_tags_post_id_fkey another name
ALTER TABLE `post_labels` DROP FOREIGN KEY `post_tags_post_id_fkey`, ADD CONSTRAINT `post_labels_post_id_fkey` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE CASCADE;

DROP VIEW `published_posts`;

ALTER TABLE `posts`
  DROP INDEX `posts_slug_idx`,
  DROP CONSTRAINT `posts_slug_check`,
  LOCK=NONE;

-- hazard: drop-column: column authors.bio is dropped
ALTER TABLE `authors`
  ADD COLUMN `homepage` text,
  DROP COLUMN `bio`,
  LOCK=NONE;

-- hazard: drop-column: column posts.slug is dropped
ALTER TABLE `posts`
  DROP COLUMN `slug`,
  LOCK=NONE;
