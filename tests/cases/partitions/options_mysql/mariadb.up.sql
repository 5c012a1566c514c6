-- hazard: rewrite-table: rows of things move to other partitions
ALTER TABLE `things` REORGANIZE PARTITION `p1` INTO (
  PARTITION `p1` VALUES LESS THAN (20) (SUBPARTITION `p1x`, SUBPARTITION `p1y`)
);

ALTER TABLE `things` ADD PARTITION (
  PARTITION `p2` VALUES LESS THAN (30) (SUBPARTITION `p2sp0`, SUBPARTITION `p2sp1`)
);

-- hazard: rewrite-table: rows of others move to other partitions
ALTER TABLE `others` REORGANIZE PARTITION `p` INTO (
  PARTITION `p` VALUES IN (1) MAX_ROWS=200 COMMENT 'one'
);
