ALTER TABLE `posts`
  DROP CONSTRAINT `later`,
  LOCK=NONE;

DROP TRIGGER `strict_dates`;

-- hazard: narrow-column: posts.id becomes int and may hold values that do not fit
-- hazard: rewrite-table: posts.id is written again as int
-- hazard: drop-column: column posts.seen is dropped
-- hazard: drop-column: column posts.title is dropped
ALTER TABLE `posts`
  MODIFY COLUMN `id` int NOT NULL,
  ALTER COLUMN `day` SET DEFAULT '0000-00-00',
  DROP COLUMN `seen`,
  DROP COLUMN `title`;
