ALTER TABLE `posts` MODIFY COLUMN `status` enum('draft','cancelled','done','late','canceled') NOT NULL;

UPDATE `posts` SET `status` = CASE `status` WHEN 'cancelled' THEN 'canceled' END WHERE `status` IN ('cancelled');

-- hazard: drop-enum-value: posts.status loses late
-- hazard: rewrite-table: posts.status is written again as enum('draft','canceled','done')
ALTER TABLE `posts` MODIFY COLUMN `status` enum('draft','canceled','done') NOT NULL;
