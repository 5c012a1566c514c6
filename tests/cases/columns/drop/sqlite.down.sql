-- The data of column users.bio does not come back: only its structure does.
-- The data of column users.age does not come back: only its structure does.
-- The data of column posts.editor_id does not come back: only its structure does.

ALTER TABLE "users" ADD COLUMN "bio" text;

ALTER TABLE "users" ADD COLUMN "age" int NOT NULL DEFAULT 1;

ALTER TABLE "posts" ADD COLUMN "editor_id" int REFERENCES "users";

CREATE INDEX "posts_editor_id_idx" ON "posts" ("editor_id");
