-- The data of column users.bio does not come back: only its structure does.
-- The data of column users.age does not come back: only its structure does.
-- The data of column posts.editor_id does not come back: only its structure does.

ALTER TABLE "users"
  ADD COLUMN "bio" text,
  ADD COLUMN "age" integer DEFAULT 1 NOT NULL;

ALTER TABLE "posts"
  ADD COLUMN "editor_id" integer,
  ADD CONSTRAINT "posts_editor_id_fkey" FOREIGN KEY ("editor_id") REFERENCES "users";

-- hazard: block-writes: posts takes no writes while posts_editor_id_idx is built
CREATE INDEX "posts_editor_id_idx" ON "posts" ("editor_id");
