-- hazard: drop-table: partition p2 of things is dropped with its rows
ALTER TABLE `things` DROP PARTITION `p2`;

-- hazard: rewrite-table: rows of things move to other partitions
ALTER TABLE `things` REORGANIZE PARTITION `p1` INTO (
  PARTITION `p1` VALUES LESS THAN (20) (SUBPARTITION `p1a`, SUBPARTITION `p1b`)
);

-- hazard: rewrite-table: rows of others move to other partitions
ALTER TABLE `others` REORGANIZE PARTITION `p` INTO (
  PARTITION `p` VALUES IN (1) MAX_ROWS=100
);
