-- The data of column authors.homepage does not come back: only its structure does.

PRAGMA foreign_keys = OFF;

ALTER TABLE "post_tags" RENAME TO "post_labels";

ALTER TABLE "tags" RENAME TO "labels";

ALTER TABLE "post_labels" RENAME COLUMN "tag" TO "label";

ALTER TABLE "posts" RENAME COLUMN "title" TO "headline";

DROP VIEW "published_posts";

-- hazard: drop-column: column posts.slug is dropped
-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts__new" (
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
INSERT INTO "posts__new" ("id", "author_id", "headline", "body", "status", "rating", "published_at", "created_at")
  SELECT "id", "author_id", "headline", "body", "status", "rating", "published_at", "created_at" FROM "posts";
DELETE FROM sqlite_sequence WHERE name = 'posts__new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'posts__new', seq FROM sqlite_sequence WHERE name = 'posts';
DROP TABLE "posts";
ALTER TABLE "posts__new" RENAME TO "posts";
CREATE INDEX "posts_author_id_idx" ON "posts" ("author_id");
CREATE INDEX "posts_feed_idx" ON "posts" ("published_at" DESC, "id") WHERE published_at is not null;
PRAGMA legacy_alter_table = OFF;

-- post_labels is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "post_labels__new" (
  "post_id" bigint NOT NULL,
  "label" varchar(40) NOT NULL,
  PRIMARY KEY ("post_id", "label"),
  FOREIGN KEY ("post_id") REFERENCES "posts" ON DELETE CASCADE,
  FOREIGN KEY ("label") REFERENCES "labels"
);
INSERT INTO "post_labels__new" ("post_id", "label")
  SELECT "post_id", "label" FROM "post_labels";
DROP TABLE "post_labels";
ALTER TABLE "post_labels__new" RENAME TO "post_labels";
PRAGMA legacy_alter_table = OFF;

ALTER TABLE "authors" ADD COLUMN "homepage" text;

-- hazard: drop-column: column authors.bio is dropped
ALTER TABLE "authors" DROP COLUMN "bio";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
