-- hazard: narrow-column: things.b becomes varchar(20) and may hold values that do not fit
-- hazard: rewrite-table: things.b is written again as varchar(20)
-- hazard: drop-column: column things.c is dropped
-- hazard: drop-column: column things.d is dropped
ALTER TABLE `things`
  MODIFY COLUMN `a` int,
  MODIFY COLUMN `b` varchar(20),
  DROP COLUMN `c`,
  DROP COLUMN `d`;
