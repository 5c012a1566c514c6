PRAGMA foreign_keys = OFF;

-- hazard: drop-column: column posts.next is dropped
-- hazard: drop-enum-value: posts.status loses archived, fresh
-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "status" text NOT NULL DEFAULT 'draft',
  PRIMARY KEY ("id"),
  CHECK (status IN ('draft', 'published'))
);
INSERT INTO "posts_new" ("rowid", "id", "status")
  SELECT rowid, "id", "status" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
