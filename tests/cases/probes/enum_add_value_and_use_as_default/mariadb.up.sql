-- hazard: rewrite-table: posts.status is written again as enum('fresh','draft','published','archived')
ALTER TABLE `posts`
  MODIFY COLUMN `status` enum('fresh','draft','published','archived') NOT NULL DEFAULT 'fresh',
  ADD COLUMN `next` enum('fresh','draft','published','archived') NOT NULL DEFAULT 'archived';
