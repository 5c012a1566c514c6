DROP VIEW `a_totals`;

DROP VIEW `b_scores`;

ALTER TABLE `logs` DROP FOREIGN KEY `logs_link_id_fkey`;

-- hazard: drop-column: column logs.link_id is dropped
ALTER TABLE `logs`
  DROP INDEX `logs_link_id_fkey`,
  DROP COLUMN `link_id`,
  LOCK=NONE;

-- hazard: drop-table: table a_links is dropped
DROP TABLE `a_links`;

-- hazard: drop-table: table z_scores is dropped
DROP TABLE `z_scores`;
