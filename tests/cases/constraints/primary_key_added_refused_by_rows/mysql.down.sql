-- hazard: rewrite-table: logs is written again without its primary key
ALTER TABLE `logs` DROP PRIMARY KEY;
