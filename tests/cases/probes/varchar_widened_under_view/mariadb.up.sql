-- hazard: rewrite-table: users.name is written again as varchar(80)
ALTER TABLE `users` MODIFY COLUMN `name` varchar(80) NOT NULL;
