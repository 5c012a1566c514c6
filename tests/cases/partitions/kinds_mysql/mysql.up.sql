-- hazard: rewrite-table: hashed is written again in other partitions
ALTER TABLE `hashed` ADD PARTITION PARTITIONS 2;

-- hazard: rewrite-table: keyed is written again in other partitions
ALTER TABLE `keyed` PARTITION BY LINEAR KEY (`id`) PARTITIONS 2;

-- hazard: rewrite-table: cut is written again in other partitions
ALTER TABLE `cut` PARTITION BY RANGE (year(on_day)) SUBPARTITION BY KEY (`id`) SUBPARTITIONS 3 (
  PARTITION `old` VALUES LESS THAN (2020),
  PARTITION `new` VALUES LESS THAN MAXVALUE
);

-- hazard: rewrite-table: whole is written again in other partitions
ALTER TABLE `whole` PARTITION BY RANGE COLUMNS (`id`) (
  PARTITION `p` VALUES LESS THAN (100),
  PARTITION `q` VALUES LESS THAN (200)
);

-- hazard: rewrite-table: parted is written again in other partitions
ALTER TABLE `parted` REMOVE PARTITIONING;

-- hazard: rewrite-table: rows of lists move to other partitions
ALTER TABLE `lists` REORGANIZE PARTITION `a` INTO (
  PARTITION `a` VALUES IN (1),
  PARTITION `c` VALUES IN (2, 4)
);

ALTER TABLE `texts` ADD PARTITION (
  PARTITION `b` VALUES IN ('y', 'z')
);

-- hazard: rewrite-table: named is written again in other partitions
ALTER TABLE `named` ADD PARTITION (
  PARTITION `p2`
);
