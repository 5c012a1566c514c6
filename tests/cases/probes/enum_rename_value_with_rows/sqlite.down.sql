PRAGMA foreign_keys = OFF;

-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "status" text NOT NULL DEFAULT 'publshed',
  "title" text NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "posts_title" CHECK (status <> 'publshed' or title <> ''),
  CHECK (status IN ('draft', 'publshed'))
);
INSERT INTO "posts_new" ("rowid", "id", "status", "title")
  SELECT rowid, "id", CASE "status" WHEN 'published' THEN 'publshed' ELSE "status" END, "title" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
CREATE INDEX "posts_published_idx" ON "posts" ("id") WHERE status = 'publshed';
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
