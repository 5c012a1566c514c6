-- schemac:allow add-check

-- hazard: rewrite-table: posts.id is written again as bigint
-- hazard: add-check: posts must satisfy seen >= made
-- hazard: rewrite-table: posts is written again to look at every row
ALTER TABLE `posts`
  MODIFY COLUMN `id` bigint NOT NULL,
  ALTER COLUMN `day` SET DEFAULT NULL,
  ADD COLUMN `seen` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  ADD COLUMN `title` varchar(20),
  ADD CONSTRAINT `later` CHECK (seen >= made);

CREATE TRIGGER `strict_dates` BEFORE INSERT ON `posts`
FOR EACH ROW
SET NEW.title = 'x';
