-- schemac:allow drop-table

PRAGMA foreign_keys = OFF;

-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "user_id" int NOT NULL,
  "title" text NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "posts_new" ("rowid", "id", "user_id", "title")
  SELECT rowid, "id", "user_id", "title" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

-- hazard: drop-table: table users is dropped
DROP TABLE "users";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
