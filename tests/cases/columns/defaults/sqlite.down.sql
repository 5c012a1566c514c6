PRAGMA foreign_keys = OFF;

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "plan" text NOT NULL,
  "seats" int NOT NULL DEFAULT 1,
  "note" text NOT NULL DEFAULT 'hi',
  "made" text NOT NULL DEFAULT current_timestamp,
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("rowid", "id", "plan", "seats", "note", "made")
  SELECT rowid, "id", "plan", "seats", "note", "made" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
