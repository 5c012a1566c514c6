-- hazard: rewrite-table: hits is written again with what names day
ALTER TABLE `hits`
  RENAME COLUMN `day` TO `at`
PARTITION BY RANGE COLUMNS (`at`) (
  PARTITION `old` VALUES LESS THAN ('2020-01-01'),
  PARTITION `new` VALUES LESS THAN (MAXVALUE)
);

-- hazard: rewrite-table: sums is written again with what names kind
ALTER TABLE `sums`
  RENAME COLUMN `kind` TO `sort`
PARTITION BY HASH (sort + 1) PARTITIONS 2;
