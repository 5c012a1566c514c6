-- hazard: rewrite-table: hashed is written again in other partitions
ALTER TABLE `hashed` COALESCE PARTITION 2;

-- hazard: rewrite-table: keyed is written again in other partitions
ALTER TABLE `keyed` PARTITION BY KEY (`id`) PARTITIONS 2;

-- hazard: rewrite-table: cut is written again in other partitions
ALTER TABLE `cut` PARTITION BY RANGE (year(on_day)) SUBPARTITION BY HASH (`id`) SUBPARTITIONS 2 (
  PARTITION `old` VALUES LESS THAN (2020),
  PARTITION `new` VALUES LESS THAN MAXVALUE
);

-- hazard: rewrite-table: whole is written again in other partitions
ALTER TABLE `whole` REMOVE PARTITIONING;

-- hazard: rewrite-table: parted is written again in other partitions
ALTER TABLE `parted` PARTITION BY RANGE (`id`) (
  PARTITION `p` VALUES LESS THAN (100)
);

-- hazard: rewrite-table: rows of lists move to other partitions
ALTER TABLE `lists` REORGANIZE PARTITION `a`, `c` INTO (
  PARTITION `a` VALUES IN (1, 2)
);

-- hazard: drop-table: partition b of texts is dropped with its rows
ALTER TABLE `texts` DROP PARTITION `b`;

-- hazard: rewrite-table: named is written again in other partitions
ALTER TABLE `named` COALESCE PARTITION 1;
