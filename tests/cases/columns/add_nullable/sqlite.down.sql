PRAGMA foreign_keys = OFF;

-- hazard: drop-column: column posts.editor_id is dropped
-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "user_id" int NOT NULL,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("user_id") REFERENCES "users" ON DELETE CASCADE
);
INSERT INTO "posts_new" ("rowid", "id", "user_id")
  SELECT rowid, "id", "user_id" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

-- hazard: drop-column: column users.bio is dropped
ALTER TABLE "users" DROP COLUMN "bio";

-- hazard: drop-column: column users.born is dropped
ALTER TABLE "users" DROP COLUMN "born";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
