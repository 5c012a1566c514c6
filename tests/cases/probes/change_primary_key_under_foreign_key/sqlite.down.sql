PRAGMA foreign_keys = OFF;

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "email" text NOT NULL,
  PRIMARY KEY ("id"),
  UNIQUE ("email")
);
INSERT INTO "users_new" ("rowid", "id", "email")
  SELECT rowid, "id", "email" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

-- hazard: add-foreign-key: posts (author_id) must refer to rows of users
-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "author_id" int NOT NULL,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("author_id") REFERENCES "users" ON DELETE CASCADE
);
INSERT INTO "posts_new" ("rowid", "id", "author_id")
  SELECT rowid, "id", "author_id" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
