PRAGMA foreign_keys = OFF;

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users__new" (
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  "plan" text NOT NULL DEFAULT 'basic'
);
INSERT INTO "users__new" ("id", "plan")
  SELECT "id", "plan" FROM "users";
DELETE FROM sqlite_sequence WHERE name = 'users__new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'users__new', seq FROM sqlite_sequence WHERE name = 'users';
DROP TABLE "users";
ALTER TABLE "users__new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
