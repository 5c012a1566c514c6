-- schemac:allow drop-column

DROP VIEW `doubled`;

DROP VIEW `codes`;

ALTER TABLE `users`
  DROP INDEX `users_both`,
  DROP CONSTRAINT `users_code_positive`,
  DROP CONSTRAINT `users_either`,
  LOCK=NONE;

ALTER TABLE `posts` DROP FOREIGN KEY `posts_user_code_fkey`;

ALTER TABLE `users`
  DROP INDEX `users_code`,
  LOCK=NONE;

ALTER TABLE `posts`
  DROP INDEX `posts_user_code_fkey`,
  LOCK=NONE;

-- hazard: drop-column: column users.code is dropped
ALTER TABLE `users`
  DROP COLUMN `code`,
  LOCK=NONE;
