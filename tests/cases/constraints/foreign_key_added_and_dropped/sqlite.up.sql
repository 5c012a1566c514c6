-- schemac:allow add-foreign-key

PRAGMA foreign_keys = OFF;

-- hazard: add-foreign-key: posts (user_id) must refer to rows of users
-- hazard: add-foreign-key: posts (parent_id) must refer to rows of posts
-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "user_id" int NOT NULL,
  "editor_id" int,
  "parent_id" int,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("user_id") REFERENCES "users" ON DELETE CASCADE ON UPDATE CASCADE,
  FOREIGN KEY ("parent_id") REFERENCES "posts" ON DELETE SET NULL
);
INSERT INTO "posts_new" ("rowid", "id", "user_id", "editor_id", "parent_id")
  SELECT rowid, "id", "user_id", "editor_id", "parent_id" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
