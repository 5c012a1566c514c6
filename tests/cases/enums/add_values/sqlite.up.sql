PRAGMA foreign_keys = OFF;

-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "status" text NOT NULL DEFAULT 'b',
  "old" text,
  PRIMARY KEY ("id"),
  CONSTRAINT "posts_status" CHECK (status <> 'd' or id > 1),
  CHECK (status IN ('a', 'b', 'c', 'd', 'e')),
  CHECK (old IN ('a', 'b', 'c', 'd', 'e'))
);
INSERT INTO "posts_new" ("rowid", "id", "status", "old")
  SELECT rowid, "id", "status", "old" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
