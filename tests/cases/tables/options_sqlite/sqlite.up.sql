-- schemac:allow convert-column

PRAGMA foreign_keys = OFF;

-- hazard: convert-column: users becomes strict and may hold values of other types than its columns
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "name" text NOT NULL,
  PRIMARY KEY ("id")
) STRICT;
INSERT INTO "users_new" ("rowid", "id", "name")
  SELECT rowid, "id", "name" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "user_id" int NOT NULL,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("user_id") REFERENCES "users" ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO "posts_new" ("id", "user_id")
  SELECT "id", "user_id" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

-- counts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "counts_new" (
  "name" text NOT NULL,
  "value" int NOT NULL,
  PRIMARY KEY ("name")
) STRICT, WITHOUT ROWID;
INSERT INTO "counts_new" ("name", "value")
  SELECT "name", "value" FROM "counts";
DROP TABLE "counts";
ALTER TABLE "counts_new" RENAME TO "counts";
PRAGMA legacy_alter_table = OFF;

CREATE TABLE "sums" (
  "name" text NOT NULL,
  PRIMARY KEY ("name")
) STRICT, WITHOUT ROWID;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
