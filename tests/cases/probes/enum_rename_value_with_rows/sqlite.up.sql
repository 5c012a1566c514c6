PRAGMA foreign_keys = OFF;

-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "status" text NOT NULL DEFAULT 'published',
  "title" text NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "posts_title" CHECK (status <> 'published' or title <> ''),
  CHECK (status IN ('draft', 'published'))
);
INSERT INTO "posts_new" ("rowid", "id", "status", "title")
  SELECT rowid, "id", CASE "status" WHEN 'publshed' THEN 'published' ELSE "status" END, "title" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
CREATE INDEX "posts_published_idx" ON "posts" ("id") WHERE status = 'published';
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
