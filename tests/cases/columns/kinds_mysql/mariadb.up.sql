-- hazard: rewrite-table: things.id is written again as bigint unsigned
-- hazard: rewrite-table: things.filled is written again as int unsigned
-- hazard: rewrite-table: things.flags is written again as bit(8)
ALTER TABLE `things`
  MODIFY COLUMN `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  ALTER COLUMN `small` SET DEFAULT 0,
  MODIFY COLUMN `filled` int unsigned NOT NULL DEFAULT 8,
  MODIFY COLUMN `mood` enum('ok','it''s','new') NOT NULL DEFAULT 'new',
  MODIFY COLUMN `tags` set('a','b','c'),
  MODIFY COLUMN `flags` bit(8) NOT NULL DEFAULT b'1';

UPDATE `things` SET `born` = 2020, `at` = `at` WHERE `born` IS NULL;

-- hazard: rewrite-table: things.born is written again as NOT NULL
-- hazard: rewrite-table: things.price is written again as decimal(12,2)
-- hazard: rewrite-table: things.name is written again as varchar(40)
-- hazard: rewrite-table: things.id_ is written again as int
-- hazard: rewrite-table: things.twice is computed again in every row
ALTER TABLE `things`
  MODIFY COLUMN `born` year NOT NULL DEFAULT 2020,
  MODIFY COLUMN `price` decimal(12,2) NOT NULL DEFAULT 2.50,
  MODIFY COLUMN `at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  MODIFY COLUMN `seen` timestamp NULL ON UPDATE CURRENT_TIMESTAMP,
  MODIFY COLUMN `name` varchar(40) COLLATE utf8mb4_bin NOT NULL COMMENT 'other',
  MODIFY COLUMN `code` varbinary(16),
  MODIFY COLUMN `note` text NOT NULL,
  MODIFY COLUMN `computed` int NOT NULL DEFAULT (2 + 3),
  MODIFY COLUMN `id_` int NOT NULL DEFAULT 3,
  MODIFY COLUMN `twice` int GENERATED ALWAYS AS (id_ + 3) STORED,
  MODIFY COLUMN `thrice` int GENERATED ALWAYS AS (id_ + 4) VIRTUAL,
  MODIFY COLUMN `place` point REF_SYSTEM_ID=4326 NOT NULL COMMENT 'where',
  MODIFY COLUMN `data` json COMMENT 'anything';

-- hazard: rewrite-table: places.place is written again as point
ALTER TABLE `places` MODIFY COLUMN `place` point NOT NULL;
