ALTER TABLE `posts`
  DROP CONSTRAINT `posts_title`,
  MODIFY COLUMN `status` enum('draft','published','publshed') NOT NULL;

UPDATE `posts` SET `status` = CASE `status` WHEN 'published' THEN 'publshed' END WHERE `status` IN ('published');

-- hazard: rewrite-table: posts.status is written again as enum('draft','publshed')
-- hazard: add-check: posts must satisfy status <> 'publshed' or title <> ''
-- hazard: rewrite-table: posts is written again to look at every row
ALTER TABLE `posts`
  MODIFY COLUMN `status` enum('draft','publshed') NOT NULL DEFAULT 'publshed',
  ADD CONSTRAINT `posts_title` CHECK (status <> 'publshed' or title <> '');
