-- The data of column users.bio does not come back: only its structure does.
-- The data of column users.age does not come back: only its structure does.
-- The data of column posts.editor_id does not come back: only its structure does.

PRAGMA foreign_keys = OFF;

-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "user_id" int NOT NULL,
  "editor_id" int,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("user_id") REFERENCES "users" ON DELETE CASCADE,
  FOREIGN KEY ("editor_id") REFERENCES "users"
);
INSERT INTO "posts_new" ("id", "user_id")
  SELECT "id", "user_id" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
CREATE INDEX "posts_editor_id_idx" ON "posts" ("editor_id");
PRAGMA legacy_alter_table = OFF;

ALTER TABLE "users" ADD COLUMN "bio" text;

ALTER TABLE "users" ADD COLUMN "age" int NOT NULL DEFAULT 1;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
