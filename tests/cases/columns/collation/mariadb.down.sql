-- hazard: convert-column: users.name is converted from varchar(100) to the charset of its table
-- hazard: rewrite-table: users.name is written again as varchar(100)
-- hazard: rewrite-table: users.city is written again as text
ALTER TABLE `users`
  MODIFY COLUMN `name` varchar(100) NOT NULL,
  MODIFY COLUMN `city` text COLLATE utf8mb4_bin NOT NULL;
