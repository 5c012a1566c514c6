-- hazard: rewrite-table: sums is written again with what names sort
ALTER TABLE `sums`
  RENAME COLUMN `sort` TO `kind`
PARTITION BY HASH (kind + 1) PARTITIONS 2;

-- hazard: rewrite-table: hits is written again with what names at
ALTER TABLE `hits`
  RENAME COLUMN `at` TO `day`
PARTITION BY RANGE COLUMNS (`day`) (
  PARTITION `old` VALUES LESS THAN ('2020-01-01'),
  PARTITION `new` VALUES LESS THAN (MAXVALUE)
);
