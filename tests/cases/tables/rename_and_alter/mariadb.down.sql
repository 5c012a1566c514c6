-- The data of column people.old does not come back: only its structure does.

RENAME TABLE `people` TO `users`;

ALTER TABLE `posts` RENAME COLUMN `person_id` TO `user_id`;

ALTER TABLE `users` RENAME COLUMN `full_name` TO `name`;

ALTER TABLE `posts` RENAME INDEX `posts_person_id_fkey` TO `posts_user_id_fkey`;

-- hazard: rewrite-table: posts is written again to give posts_person_id_fkey another name
ALTER TABLE `posts` DROP FOREIGN KEY `posts_person_id_fkey`, ADD CONSTRAINT `posts_user_id_fkey` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE;

-- hazard: rewrite-table: users.name is written again as text
-- hazard: drop-column: column users.email is dropped
ALTER TABLE `users`
  DROP INDEX `people_email_key`,
  MODIFY COLUMN `name` text NOT NULL,
  MODIFY COLUMN `plan` text NOT NULL DEFAULT 'free',
  ADD COLUMN `old` int,
  DROP COLUMN `email`;

-- hazard: drop-column: column posts.title is dropped
ALTER TABLE `posts`
  DROP COLUMN `title`,
  LOCK=NONE;
