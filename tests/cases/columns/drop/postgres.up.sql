-- schemac:allow drop-column

ALTER TABLE "posts" DROP CONSTRAINT "posts_editor_id_fkey";

DROP INDEX "posts_editor_id_idx";

-- hazard: drop-column: column users.bio is dropped
-- hazard: drop-column: column users.age is dropped
ALTER TABLE "users"
  DROP COLUMN "bio",
  DROP COLUMN "age";

-- hazard: drop-column: column posts.editor_id is dropped
ALTER TABLE "posts" DROP COLUMN "editor_id";
