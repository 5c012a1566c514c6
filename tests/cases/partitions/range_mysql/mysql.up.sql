-- schemac:allow drop-table

-- hazard: drop-table: partition p0 of things is dropped with its rows
ALTER TABLE `things` DROP PARTITION `p0`;

-- hazard: rewrite-table: rows of things move to other partitions
ALTER TABLE `things` REORGANIZE PARTITION `p1` INTO (
  PARTITION `p1` VALUES LESS THAN (20) COMMENT 'middle'
);

-- hazard: rewrite-table: rows of things move to other partitions
ALTER TABLE `things` REORGANIZE PARTITION `p2` INTO (
  PARTITION `p2a` VALUES LESS THAN (25),
  PARTITION `p2b` VALUES LESS THAN (30)
);

-- hazard: rewrite-table: rows of things move to other partitions
ALTER TABLE `things` REORGANIZE PARTITION `rest` INTO (
  PARTITION `p3` VALUES LESS THAN (40),
  PARTITION `rest` VALUES LESS THAN MAXVALUE
);
