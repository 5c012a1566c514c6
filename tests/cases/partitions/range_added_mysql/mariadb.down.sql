-- hazard: rewrite-table: the rows of one of things are written again
ALTER TABLE `things` REORGANIZE PARTITION `one` INTO (
  PARTITION `p1` VALUES LESS THAN (20)
);

-- hazard: drop-table: partition p2, p3 of things is dropped with its rows
ALTER TABLE `things` DROP PARTITION `p2`, `p3`;
