-- The data of table users does not come back: only its structure does.

PRAGMA foreign_keys = OFF;

-- hazard: add-foreign-key: posts (user_id) must refer to rows of users
-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "user_id" int NOT NULL,
  "title" text NOT NULL,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("user_id") REFERENCES "users" ON DELETE CASCADE
);
INSERT INTO "posts_new" ("rowid", "id", "user_id", "title")
  SELECT rowid, "id", "user_id", "title" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

CREATE TABLE "users" (
  "id" int NOT NULL,
  "name" text NOT NULL,
  PRIMARY KEY ("id")
);

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
