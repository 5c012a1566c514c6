ALTER TABLE `posts` MODIFY COLUMN `status` enum('draft','canceled','done','cancelled','late') NOT NULL;

UPDATE `posts` SET `status` = CASE `status` WHEN 'canceled' THEN 'cancelled' END WHERE `status` IN ('canceled');

-- hazard: rewrite-table: posts.status is written again as enum('draft','cancelled','done','late')
ALTER TABLE `posts` MODIFY COLUMN `status` enum('draft','cancelled','done','late') NOT NULL;
