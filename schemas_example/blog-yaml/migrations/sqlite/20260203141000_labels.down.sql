PRAGMA foreign_keys = OFF;

-- hazard: drop-table: table post_labels is dropped
DROP TABLE "post_labels";

-- hazard: drop-column: column posts.published_at is dropped
-- hazard: drop-enum-value: posts.status loses archived
-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  "author_id" bigint NOT NULL,
  "headline" varchar(120) NOT NULL,
  "body" text NOT NULL DEFAULT '',
  "status" text NOT NULL DEFAULT 'draft',
  "rating" decimal(3,2),
  "created_at" text NOT NULL DEFAULT current_timestamp,
  CHECK (rating between 0 and 5),
  CHECK (status IN ('draft', 'published')),
  FOREIGN KEY ("author_id") REFERENCES "authors" ON DELETE CASCADE
);
INSERT INTO "posts_new" ("id", "author_id", "headline", "body", "status", "rating", "created_at")
  SELECT "id", "author_id", "headline", "body", "status", "rating", "created_at" FROM "posts";
DELETE FROM sqlite_sequence WHERE name = 'posts_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'posts_new', seq FROM sqlite_sequence WHERE name = 'posts';
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
CREATE INDEX "posts_author_id_idx" ON "posts" ("author_id");
PRAGMA legacy_alter_table = OFF;

-- hazard: drop-table: table labels is dropped
DROP TABLE "labels";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
