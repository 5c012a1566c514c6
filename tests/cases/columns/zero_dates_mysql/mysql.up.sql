-- schemac:allow add-check

SET @schemac_usual_mode = @@sql_mode;
SET sql_mode = replace(replace(@@sql_mode, 'NO_ZERO_IN_DATE', ''), 'NO_ZERO_DATE', '');

-- hazard: rewrite-table: posts.id is written again as bigint
-- hazard: add-check: posts must satisfy seen >= made
-- hazard: rewrite-table: posts is written again to look at every row
ALTER TABLE `posts`
  MODIFY COLUMN `id` bigint NOT NULL,
  ALTER COLUMN `day` SET DEFAULT NULL,
  ADD COLUMN `seen` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  ADD COLUMN `title` varchar(20),
  ADD CONSTRAINT `later` CHECK (seen >= made);

SET sql_mode = @schemac_usual_mode;

CREATE TRIGGER `strict_dates` BEFORE INSERT ON `posts`
FOR EACH ROW
SET NEW.title = 'x';

SET sql_mode = replace(replace(@@sql_mode, 'NO_ZERO_IN_DATE', ''), 'NO_ZERO_DATE', '');

SET sql_mode = @schemac_usual_mode;
