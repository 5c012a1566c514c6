-- hazard: drop-enum-value: posts.status loses a, c, e
-- hazard: rewrite-table: posts.status is written again as enum('b','d')
-- hazard: drop-enum-value: posts.old loses a, c, e
-- hazard: rewrite-table: posts.old is written again as enum('b','d')
ALTER TABLE `posts`
  MODIFY COLUMN `status` enum('b','d') NOT NULL DEFAULT 'b',
  MODIFY COLUMN `old` enum('b','d');
