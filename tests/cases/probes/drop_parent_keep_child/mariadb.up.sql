-- schemac:allow drop-table

ALTER TABLE `posts` DROP FOREIGN KEY `posts_user_id_fkey`;

ALTER TABLE `posts`
  DROP INDEX `posts_user_id_fkey`,
  LOCK=NONE;

-- hazard: drop-table: table users is dropped
DROP TABLE `users`;
