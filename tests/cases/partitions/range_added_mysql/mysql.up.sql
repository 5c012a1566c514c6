-- hazard: rewrite-table: the rows of p1 of things are written again
ALTER TABLE `things` REORGANIZE PARTITION `p1` INTO (
  PARTITION `one` VALUES LESS THAN (20)
);

ALTER TABLE `things` ADD PARTITION (
  PARTITION `p2` VALUES LESS THAN (30),
  PARTITION `p3` VALUES LESS THAN (40)
);
