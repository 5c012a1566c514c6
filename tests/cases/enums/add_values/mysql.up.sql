-- hazard: rewrite-table: posts.status is written again as enum('a','b','c','d','e')
-- hazard: rewrite-table: posts.old is written again as enum('a','b','c','d','e')
ALTER TABLE `posts`
  MODIFY COLUMN `status` enum('a','b','c','d','e') NOT NULL DEFAULT 'b',
  MODIFY COLUMN `old` enum('a','b','c','d','e');
