-- hazard: narrow-column: things.id becomes int unsigned and may hold values that do not fit
-- hazard: rewrite-table: things.id is written again as int unsigned
-- hazard: rewrite-table: things.filled is written again as int(8) unsigned zerofill
-- hazard: drop-enum-value: things.mood loses new
-- hazard: rewrite-table: things.mood is written again as enum('ok','it''s')
-- hazard: drop-enum-value: things.tags loses c
-- hazard: rewrite-table: things.tags is written again as set('a','b')
-- hazard: narrow-column: things.flags becomes bit(4) and may hold values that do not fit
-- hazard: rewrite-table: things.flags is written again as bit(4)
-- hazard: narrow-column: things.price becomes decimal(10,2) and may hold values that do not fit
-- hazard: rewrite-table: things.price is written again as decimal(10,2)
-- hazard: convert-column: things.name is converted from varchar(40) to latin1
-- hazard: rewrite-table: things.name is written again as varchar(40)
-- hazard: narrow-column: things.code becomes varbinary(8) and may hold values that do not fit
-- hazard: rewrite-table: things.code is written again as varbinary(8)
-- hazard: rewrite-table: things.id_ is written again as int
-- hazard: rewrite-table: things.twice is computed again in every row
ALTER TABLE `things`
  MODIFY COLUMN `id` int unsigned NOT NULL AUTO_INCREMENT,
  ALTER COLUMN `small` SET DEFAULT 1,
  MODIFY COLUMN `filled` int(8) unsigned zerofill NOT NULL DEFAULT 7,
  MODIFY COLUMN `mood` enum('ok','it''s') NOT NULL DEFAULT 'ok',
  MODIFY COLUMN `tags` set('a','b'),
  MODIFY COLUMN `flags` bit(4) NOT NULL DEFAULT b'101',
  MODIFY COLUMN `born` year,
  MODIFY COLUMN `price` decimal(10,2) NOT NULL DEFAULT 1.50,
  MODIFY COLUMN `at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  MODIFY COLUMN `seen` timestamp NULL,
  MODIFY COLUMN `name` varchar(40) CHARACTER SET latin1 NOT NULL COMMENT 'it''s "quoted" \\ here',
  MODIFY COLUMN `code` varbinary(8),
  MODIFY COLUMN `note` text NOT NULL DEFAULT ('none'),
  MODIFY COLUMN `computed` int NOT NULL DEFAULT (1 + 2),
  MODIFY COLUMN `id_` int NOT NULL DEFAULT 3 INVISIBLE,
  MODIFY COLUMN `twice` int GENERATED ALWAYS AS (id_ + 1) STORED,
  MODIFY COLUMN `thrice` int GENERATED ALWAYS AS (id_ + 2) VIRTUAL,
  MODIFY COLUMN `place` point NOT NULL SRID 4326,
  MODIFY COLUMN `data` json;

-- hazard: rewrite-table: places.place is written again as point
ALTER TABLE `places` MODIFY COLUMN `place` point NOT NULL SRID 4326;
