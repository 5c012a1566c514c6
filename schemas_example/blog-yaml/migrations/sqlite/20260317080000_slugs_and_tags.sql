-- schemac:allow add-check
-- schemac:allow add-unique
-- schemac:allow drop-column

PRAGMA foreign_keys = OFF;

ALTER TABLE "labels" RENAME TO "tags";

ALTER TABLE "post_labels" RENAME TO "post_tags";

ALTER TABLE "posts" RENAME COLUMN "headline" TO "title";

ALTER TABLE "post_tags" RENAME COLUMN "label" TO "tag";

-- hazard: add-check: posts must satisfy slug not glob '*[^a-z0-9-]*'
-- hazard: add-unique: posts (slug) must be unique
-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  "author_id" bigint NOT NULL,
  "slug" varchar(120) NOT NULL,
  "title" varchar(200) NOT NULL,
  "body" text NOT NULL DEFAULT '',
  "status" text NOT NULL DEFAULT 'draft',
  "rating" decimal(3,2),
  "published_at" text,
  "created_at" text NOT NULL DEFAULT current_timestamp,
  CHECK (rating between 0 and 5),
  CHECK (slug not glob '*[^a-z0-9-]*'),
  CHECK (status IN ('draft', 'published', 'archived')),
  FOREIGN KEY ("author_id") REFERENCES "authors" ON DELETE CASCADE
);
INSERT INTO "posts_new" ("id", "author_id", "slug", "title", "body", "status", "rating", "published_at", "created_at")
  SELECT "id", "author_id", 'post-' || id, "title", "body", "status", "rating", "published_at", "created_at" FROM "posts";
DELETE FROM sqlite_sequence WHERE name = 'posts_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'posts_new', seq FROM sqlite_sequence WHERE name = 'posts';
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
CREATE INDEX "posts_author_id_idx" ON "posts" ("author_id");
CREATE UNIQUE INDEX "posts_slug_idx" ON "posts" ("slug");
CREATE INDEX "posts_feed_idx" ON "posts" ("published_at" DESC, "id") WHERE published_at is not null;
PRAGMA legacy_alter_table = OFF;

ALTER TABLE "authors" ADD COLUMN "bio" text;

-- hazard: drop-column: column authors.homepage is dropped
ALTER TABLE "authors" DROP COLUMN "homepage";

CREATE VIEW "published_posts" AS
select p.id, p.slug, p.title, p.published_at, a.name as author
from posts p
join authors a on a.id = p.author_id
where p.status = 'published';

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
