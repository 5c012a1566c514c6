-- schemac:allow add-check

ALTER TABLE `posts`
  DROP CONSTRAINT `posts_title`,
  MODIFY COLUMN `status` enum('draft','publshed','published') NOT NULL;

UPDATE `posts` SET `status` = CASE `status` WHEN 'publshed' THEN 'published' END WHERE `status` IN ('publshed');

-- hazard: rewrite-table: posts.status is written again as enum('draft','published')
-- hazard: add-check: posts must satisfy status <> 'published' or title <> ''
-- hazard: rewrite-table: posts is written again to look at every row
ALTER TABLE `posts`
  MODIFY COLUMN `status` enum('draft','published') NOT NULL DEFAULT 'published',
  ADD CONSTRAINT `posts_title` CHECK (status <> 'published' or title <> '');
