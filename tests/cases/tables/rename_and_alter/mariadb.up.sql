-- schemac:allow narrow-column
-- schemac:allow drop-column

RENAME TABLE `users` TO `people`;

ALTER TABLE `people` RENAME COLUMN `name` TO `full_name`;

ALTER TABLE `posts` RENAME COLUMN `user_id` TO `person_id`;

-- hazard: rewrite-table: posts is written again to give posts_user_id_fkey another name
ALTER TABLE `posts` DROP FOREIGN KEY `posts_user_id_fkey`, ADD CONSTRAINT `posts_person_id_fkey` FOREIGN KEY (`person_id`) REFERENCES `people` (`id`) ON DELETE CASCADE;

ALTER TABLE `posts` RENAME INDEX `posts_user_id_fkey` TO `posts_person_id_fkey`;

-- hazard: narrow-column: people.full_name becomes varchar(100) and may hold values that do not fit
-- hazard: rewrite-table: people.full_name is written again as varchar(100)
-- hazard: drop-column: column people.old is dropped
ALTER TABLE `people`
  MODIFY COLUMN `full_name` varchar(100) NOT NULL,
  MODIFY COLUMN `plan` text NOT NULL DEFAULT 'basic',
  ADD COLUMN `email` varchar(100),
  ADD UNIQUE KEY `people_email_key` (`email`),
  DROP COLUMN `old`;

ALTER TABLE `posts`
  ADD COLUMN `title` text NOT NULL DEFAULT 'none',
  LOCK=NONE;
