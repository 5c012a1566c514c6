-- hazard: rewrite-table: shirts.size is written again as enum('small','medium','large')
ALTER TABLE `shirts` MODIFY COLUMN `size` enum('small','medium','large') NOT NULL DEFAULT 'small';
