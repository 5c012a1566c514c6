-- schemac:allow drop-column
-- schemac:allow add-unique
-- schemac:allow add-check

RENAME TABLE `labels` TO `tags`;

RENAME TABLE `post_labels` TO `post_tags`;

ALTER TABLE `posts` RENAME COLUMN `headline` TO `title`;

ALTER TABLE `post_tags` RENAME COLUMN `label` TO `tag`;

-- hazard: rewrite-table: post_tags is written again to give post_labels_post_id_fkey another name
ALTER TABLE `post_tags` DROP FOREIGN KEY `post_labels_post_id_fkey`, ADD CONSTRAINT `post_tags_post_id_fkey` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE CASCADE;

-- hazard: rewrite-table: post_tags is written again to give post_labels_label_fkey another name
ALTER TABLE `post_tags` DROP FOREIGN KEY `post_labels_label_fkey`, ADD CONSTRAINT `post_tags_tag_fkey` FOREIGN KEY (`tag`) REFERENCES `tags` (`name`);

ALTER TABLE `post_tags` RENAME INDEX `post_labels_label_fkey` TO `post_tags_tag_fkey`;

-- hazard: drop-column: column authors.homepage is dropped
ALTER TABLE `authors`
  ADD COLUMN `bio` text,
  DROP COLUMN `homepage`,
  LOCK=NONE;

ALTER TABLE `posts`
  ADD COLUMN `slug` varchar(120),
  LOCK=NONE;

UPDATE `posts` SET `slug` = concat('post-', id);

-- hazard: rewrite-table: posts.slug is written again as NOT NULL
-- hazard: add-unique: posts (slug) must be unique
-- hazard: add-check: posts must satisfy slug regexp '^[a-z0-9-]+$'
-- hazard: rewrite-table: posts is written again to look at every row
ALTER TABLE `posts`
  MODIFY COLUMN `slug` varchar(120) NOT NULL,
  ADD UNIQUE KEY `posts_slug_idx` (`slug`),
  ADD CONSTRAINT `posts_slug_check` CHECK (slug regexp '^[a-z0-9-]+$');

CREATE VIEW `published_posts` AS
select p.id, p.slug, p.title, p.published_at, a.name as author
from posts p
join authors a on a.id = p.author_id
where p.status = 'published';
