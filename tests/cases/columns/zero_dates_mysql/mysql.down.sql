SET @schemac_usual_mode = @@sql_mode;
SET sql_mode = replace(replace(@@sql_mode, 'NO_ZERO_IN_DATE', ''), 'NO_ZERO_DATE', '');

ALTER TABLE `posts`
  DROP CONSTRAINT `later`,
  LOCK=NONE;

SET sql_mode = @schemac_usual_mode;

DROP TRIGGER `strict_dates`;

SET sql_mode = replace(replace(@@sql_mode, 'NO_ZERO_IN_DATE', ''), 'NO_ZERO_DATE', '');

-- hazard: narrow-column: posts.id becomes int and may hold values that do not fit
-- hazard: rewrite-table: posts.id is written again as int
-- hazard: drop-column: column posts.seen is dropped
-- hazard: drop-column: column posts.title is dropped
ALTER TABLE `posts`
  MODIFY COLUMN `id` int NOT NULL,
  ALTER COLUMN `day` SET DEFAULT '0000-00-00',
  DROP COLUMN `seen`,
  DROP COLUMN `title`;

SET sql_mode = @schemac_usual_mode;
