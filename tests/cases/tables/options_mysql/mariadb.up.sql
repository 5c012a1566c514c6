-- schemac:allow convert-column

-- hazard: rewrite-table: things is written again in another charset or order
ALTER TABLE `things` DEFAULT COLLATE=utf8mb4_unicode_ci,
  MODIFY COLUMN `inherits` varchar(20) NOT NULL DEFAULT 'x' COMMENT 'kept',
  MODIFY COLUMN `note` text,
  MODIFY COLUMN `kind` enum('a','é') NOT NULL;

-- hazard: rewrite-table: things is written again
ALTER TABLE `things`
  ROW_FORMAT=COMPRESSED,
  STATS_SAMPLE_PAGES=8,
  MAX_ROWS=0,
  STATS_PERSISTENT=DEFAULT,
  COMMENT='others';

-- hazard: rewrite-table: plain is written again in another charset or order
-- hazard: convert-column: name of plain may hold what the new charset lacks
ALTER TABLE `plain` DEFAULT CHARACTER SET=latin1,
  MODIFY COLUMN `name` varchar(10) NOT NULL;

-- hazard: rewrite-table: other is written again by another engine
ALTER TABLE `other` ENGINE=InnoDB;
