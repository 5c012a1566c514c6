-- hazard: rewrite-table: shirts.size is written again as enum('small','large','medium')
ALTER TABLE `shirts` MODIFY COLUMN `size` enum('small','large','medium') NOT NULL DEFAULT 'small';
