RENAME TABLE `people` TO `people__aside`;

RENAME TABLE `authors` TO `people`;

-- hazard: drop-table: table people__aside is dropped
DROP TABLE `people__aside`;
