-- hazard: rewrite-table: things is written again in another charset or order
-- hazard: convert-column: inherits, note, kind of things may hold what the new charset lacks
ALTER TABLE `things` DEFAULT COLLATE=latin1_swedish_ci,
  MODIFY COLUMN `inherits` varchar(20) NOT NULL DEFAULT 'x' COMMENT 'kept',
  MODIFY COLUMN `note` text,
  MODIFY COLUMN `kind` enum('a','é') NOT NULL;

-- hazard: rewrite-table: things is written again
ALTER TABLE `things`
  MAX_ROWS=1000,
  STATS_PERSISTENT=0,
  ROW_FORMAT=DEFAULT,
  STATS_SAMPLE_PAGES=DEFAULT,
  COMMENT='some';

-- hazard: rewrite-table: plain is written again in another charset or order
-- hazard: convert-column: name of plain may hold what the new charset lacks
SET @schemac_statement = concat('ALTER TABLE `plain` DEFAULT COLLATE=', @@collation_database, ',\n  MODIFY COLUMN `name` varchar(10) NOT NULL');
PREPARE schemac_statement FROM @schemac_statement;
EXECUTE schemac_statement;
DEALLOCATE PREPARE schemac_statement;

-- hazard: rewrite-table: other is written again by another engine
ALTER TABLE `other` ENGINE=MyISAM;
