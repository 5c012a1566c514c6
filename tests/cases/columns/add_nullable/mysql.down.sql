ALTER TABLE `posts` DROP FOREIGN KEY `posts_editor_id_fkey`;

ALTER TABLE `posts`
  DROP INDEX `posts_editor_id_fkey`,
  LOCK=NONE;

-- hazard: drop-column: column users.bio is dropped
-- hazard: drop-column: column users.born is dropped
ALTER TABLE `users`
  DROP COLUMN `bio`,
  DROP COLUMN `born`,
  LOCK=NONE;

-- hazard: drop-column: column posts.editor_id is dropped
ALTER TABLE `posts`
  DROP COLUMN `editor_id`,
  LOCK=NONE;
