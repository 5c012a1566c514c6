ALTER TABLE "posts" DROP CONSTRAINT "posts_editor_id_fkey";

-- hazard: drop-column: column users.bio is dropped
-- hazard: drop-column: column users.born is dropped
ALTER TABLE "users"
  DROP COLUMN "bio",
  DROP COLUMN "born";

-- hazard: drop-column: column posts.editor_id is dropped
ALTER TABLE "posts" DROP COLUMN "editor_id";
