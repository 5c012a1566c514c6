PRAGMA foreign_keys = OFF;

-- hazard: drop-column: column users.age is dropped
-- hazard: drop-column: column users.mood is dropped
-- hazard: drop-column: column users.friend_id is dropped
-- hazard: drop-column: column users.room is dropped
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" integer NOT NULL,
  "name" text NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("id", "name")
  SELECT "id", "name" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
