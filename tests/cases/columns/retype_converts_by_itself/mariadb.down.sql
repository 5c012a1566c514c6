-- hazard: rewrite-table: flags.raised is written again as text
-- hazard: rewrite-table: flags.at is written again as text
-- hazard: rewrite-table: flags.code is written again as text
-- hazard: rewrite-table: flags.count is written again as text
ALTER TABLE `flags`
  MODIFY COLUMN `raised` text NOT NULL,
  MODIFY COLUMN `at` text NOT NULL,
  MODIFY COLUMN `code` text NOT NULL,
  MODIFY COLUMN `count` text NOT NULL;
