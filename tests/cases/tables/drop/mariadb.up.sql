-- schemac:allow drop-table

DROP VIEW `titles`;

ALTER TABLE `logs` DROP FOREIGN KEY `logs_post_id_fkey`;

ALTER TABLE `logs`
  DROP INDEX `logs_post_id_fkey`,
  LOCK=NONE;

-- hazard: drop-table: table comments is dropped
DROP TABLE `comments`;

-- hazard: drop-table: table posts is dropped
DROP TABLE `posts`;
