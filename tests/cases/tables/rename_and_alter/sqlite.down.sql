-- The data of column people.old does not come back: only its structure does.

PRAGMA foreign_keys = OFF;

ALTER TABLE "people" RENAME TO "users";

ALTER TABLE "posts" RENAME COLUMN "person_id" TO "user_id";

ALTER TABLE "users" RENAME COLUMN "full_name" TO "name";

-- hazard: drop-column: column users.email is dropped
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "name" text NOT NULL,
  "plan" text NOT NULL DEFAULT 'free',
  "old" int,
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("rowid", "id", "name", "plan")
  SELECT rowid, "id", "name", "plan" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

-- hazard: drop-column: column posts.title is dropped
ALTER TABLE "posts" DROP COLUMN "title";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
