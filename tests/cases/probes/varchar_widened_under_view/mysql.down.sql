-- hazard: narrow-column: users.name becomes varchar(20) and may hold values that do not fit
-- hazard: rewrite-table: users.name is written again as varchar(20)
ALTER TABLE `users` MODIFY COLUMN `name` varchar(20) NOT NULL;
