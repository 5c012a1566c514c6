-- schemac:allow add-foreign-key

PRAGMA foreign_keys = OFF;

-- hazard: add-foreign-key: posts (user_id, part) must refer to rows of users
-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "user_id" int,
  "part" int,
  PRIMARY KEY ("id"),
  CONSTRAINT "posts_user" FOREIGN KEY ("user_id", "part") REFERENCES "users" DEFERRABLE INITIALLY IMMEDIATE,
  CONSTRAINT "posts_user_again" FOREIGN KEY ("user_id", "part") REFERENCES "users" ON DELETE CASCADE MATCH FULL
);
INSERT INTO "posts_new" ("rowid", "id", "user_id", "part")
  SELECT rowid, "id", "user_id", "part" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
