-- The data of column users.name does not come back: only its structure does.

PRAGMA foreign_keys = OFF;

-- hazard: add-not-null: users.name is NOT NULL and has no default
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "name" text NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("rowid", "id")
  SELECT rowid, "id" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
