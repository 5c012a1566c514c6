-- schemac:allow convert-column

-- hazard: rewrite-table: users.name is written again as varchar(100)
-- hazard: convert-column: users.city is converted from text to the charset of its table
-- hazard: rewrite-table: users.city is written again as text
ALTER TABLE `users`
  MODIFY COLUMN `name` varchar(100) COLLATE utf8mb4_bin NOT NULL,
  MODIFY COLUMN `city` text NOT NULL;
