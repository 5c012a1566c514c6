DROP VIEW `published`;

ALTER TABLE `logs` DROP FOREIGN KEY `logs_post_id_fkey`;

-- hazard: drop-column: column logs.post_id is dropped
ALTER TABLE `logs`
  DROP INDEX `logs_post_id_fkey`,
  DROP COLUMN `post_id`,
  LOCK=NONE;

-- hazard: drop-table: table comments is dropped
DROP TABLE `comments`;

-- hazard: drop-table: table posts is dropped
DROP TABLE `posts`;
