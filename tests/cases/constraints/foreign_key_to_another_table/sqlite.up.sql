-- schemac:allow add-foreign-key

PRAGMA foreign_keys = OFF;

-- hazard: add-foreign-key: posts (user_id) must refer to rows of people
-- hazard: add-foreign-key: posts (user_id) must refer to rows of users
-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "user_id" int NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "posts_user" FOREIGN KEY ("user_id") REFERENCES "people",
  CONSTRAINT "posts_other" FOREIGN KEY ("user_id") REFERENCES "users" ("code"),
  CONSTRAINT "posts_same" FOREIGN KEY ("user_id") REFERENCES "users"
);
INSERT INTO "posts_new" ("rowid", "id", "user_id")
  SELECT rowid, "id", "user_id" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
