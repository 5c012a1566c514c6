PRAGMA foreign_keys = OFF;

-- logs is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "logs_new" (
  "id" int NOT NULL,
  "post_id" bigint,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("post_id") REFERENCES "posts"
);
INSERT INTO "logs_new" ("id")
  SELECT "id" FROM "logs";
DROP TABLE "logs";
ALTER TABLE "logs_new" RENAME TO "logs";
PRAGMA legacy_alter_table = OFF;

CREATE TABLE "comments" (
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  "post_id" bigint NOT NULL,
  "created_at" text NOT NULL DEFAULT current_timestamp,
  CONSTRAINT "created_early" CHECK (created_at > '2000-01-01'),
  FOREIGN KEY ("post_id") REFERENCES "posts" ON DELETE CASCADE
);

CREATE INDEX "comments_post_id_idx" ON "comments" ("post_id");

CREATE INDEX "comments_created_at_idx" ON "comments" ("created_at");

CREATE TABLE "posts" (
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  "slug" text NOT NULL,
  "status" text NOT NULL DEFAULT 'draft',
  "words" int GENERATED ALWAYS AS (length(slug)) STORED,
  "created_at" text NOT NULL DEFAULT current_timestamp,
  UNIQUE ("slug"),
  CHECK (slug <> ''),
  CONSTRAINT "created_early" CHECK (created_at > '2000-01-01'),
  CHECK (status IN ('draft', 'published'))
);

CREATE INDEX "posts_created_at_idx" ON "posts" ("created_at");

CREATE VIEW "published" AS
select id, slug from posts where status = 'published';

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
