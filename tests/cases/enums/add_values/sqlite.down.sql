PRAGMA foreign_keys = OFF;

-- hazard: drop-enum-value: posts.status loses a, c, e
-- hazard: drop-enum-value: posts.old loses a, c, e
-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "status" text NOT NULL DEFAULT 'b',
  "old" text,
  PRIMARY KEY ("id"),
  CONSTRAINT "posts_status" CHECK (status <> 'd' or id > 1),
  CHECK (status IN ('b', 'd')),
  CHECK (old IN ('b', 'd'))
);
INSERT INTO "posts_new" ("rowid", "id", "status", "old")
  SELECT rowid, "id", "status", "old" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
