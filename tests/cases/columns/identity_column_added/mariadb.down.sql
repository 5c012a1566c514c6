-- hazard: drop-column: column logs.id is dropped
-- hazard: rewrite-table: logs is written again without its primary key
ALTER TABLE `logs`
  DROP COLUMN `id`,
  DROP PRIMARY KEY;
