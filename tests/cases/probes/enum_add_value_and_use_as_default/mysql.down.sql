-- hazard: drop-enum-value: posts.status loses fresh, archived
-- hazard: rewrite-table: posts.status is written again as enum('draft','published')
-- hazard: drop-column: column posts.next is dropped
ALTER TABLE `posts`
  MODIFY COLUMN `status` enum('draft','published') NOT NULL DEFAULT 'draft',
  DROP COLUMN `next`;
