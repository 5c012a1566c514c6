-- hazard: rewrite-table: rows of things move to other partitions
ALTER TABLE `things` REORGANIZE PARTITION `p1` INTO (
  PARTITION `p0` VALUES LESS THAN (10),
  PARTITION `p1` VALUES LESS THAN (20)
);

-- hazard: rewrite-table: rows of things move to other partitions
ALTER TABLE `things` REORGANIZE PARTITION `p2a`, `p2b` INTO (
  PARTITION `p2` VALUES LESS THAN (30)
);

-- hazard: rewrite-table: rows of things move to other partitions
ALTER TABLE `things` REORGANIZE PARTITION `p3`, `rest` INTO (
  PARTITION `rest` VALUES LESS THAN MAXVALUE
);
