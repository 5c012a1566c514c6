PRAGMA foreign_keys = OFF;

-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "status" text NOT NULL DEFAULT 'fresh',
  "next" text NOT NULL DEFAULT 'archived',
  PRIMARY KEY ("id"),
  CHECK (status IN ('fresh', 'draft', 'published', 'archived')),
  CHECK (next IN ('fresh', 'draft', 'published', 'archived'))
);
INSERT INTO "posts_new" ("rowid", "id", "status")
  SELECT rowid, "id", "status" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
