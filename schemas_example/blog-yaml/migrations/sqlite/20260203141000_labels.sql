PRAGMA foreign_keys = OFF;

-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  "author_id" bigint NOT NULL,
  "headline" varchar(200) NOT NULL,
  "body" text NOT NULL DEFAULT '',
  "status" text NOT NULL DEFAULT 'draft',
  "rating" decimal(3,2),
  "published_at" text,
  "created_at" text NOT NULL DEFAULT current_timestamp,
  CHECK (rating between 0 and 5),
  CHECK (status IN ('draft', 'published', 'archived')),
  FOREIGN KEY ("author_id") REFERENCES "authors" ON DELETE CASCADE
);
INSERT INTO "posts_new" ("id", "author_id", "headline", "body", "status", "rating", "created_at")
  SELECT "id", "author_id", "headline", "body", "status", "rating", "created_at" FROM "posts";
DELETE FROM sqlite_sequence WHERE name = 'posts_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'posts_new', seq FROM sqlite_sequence WHERE name = 'posts';
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
CREATE INDEX "posts_author_id_idx" ON "posts" ("author_id");
CREATE INDEX "posts_feed_idx" ON "posts" ("published_at" DESC, "id") WHERE published_at is not null;
PRAGMA legacy_alter_table = OFF;

CREATE TABLE "labels" (
  "name" varchar(40) NOT NULL,
  PRIMARY KEY ("name")
);

CREATE TABLE "post_labels" (
  "post_id" bigint NOT NULL,
  "label" varchar(40) NOT NULL,
  PRIMARY KEY ("post_id", "label"),
  FOREIGN KEY ("post_id") REFERENCES "posts" ON DELETE CASCADE,
  FOREIGN KEY ("label") REFERENCES "labels"
);

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
