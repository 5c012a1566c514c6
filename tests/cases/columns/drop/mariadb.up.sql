-- schemac:allow drop-column

ALTER TABLE `posts` DROP FOREIGN KEY `posts_editor_id_fkey`;

ALTER TABLE `posts`
  DROP INDEX `posts_editor_id_idx`,
  LOCK=NONE;

-- hazard: drop-column: column users.bio is dropped
-- hazard: drop-column: column users.age is dropped
ALTER TABLE `users`
  DROP COLUMN `bio`,
  DROP COLUMN `age`,
  LOCK=NONE;

-- hazard: drop-column: column posts.editor_id is dropped
ALTER TABLE `posts`
  DROP COLUMN `editor_id`,
  LOCK=NONE;
