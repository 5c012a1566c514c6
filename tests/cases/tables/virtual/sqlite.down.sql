-- The data of table gone does not come back: only its structure does.

PRAGMA foreign_keys = OFF;

ALTER TABLE "moved_here" RENAME TO "moved";

DROP VIEW "found";

-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "title" text NOT NULL,
  "body" text NOT NULL
);
INSERT INTO "posts_new" ("rowid", "title", "body")
  SELECT rowid, "title", "body" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

CREATE VIRTUAL TABLE "gone" USING fts5(words);

-- hazard: drop-table: table docs is dropped
DROP TABLE "docs";

CREATE VIRTUAL TABLE "docs" USING fts5(title, body);

-- hazard: drop-table: table posts_search is dropped
DROP TABLE "posts_search";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
