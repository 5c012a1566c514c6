-- schemac:allow add-check

PRAGMA foreign_keys = OFF;

-- hazard: add-check: users must satisfy email like '%@%'
-- hazard: add-check: users must satisfy length(email) < 100
-- hazard: add-check: users must satisfy second like '%@%'
-- hazard: add-check: users must satisfy length(second) < 100
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "email" text NOT NULL,
  "nick" text NOT NULL,
  "second" text NOT NULL DEFAULT 'none@example.com',
  PRIMARY KEY ("id"),
  CHECK (email like '%@%'),
  CHECK (length(email) < 100),
  CHECK (second like '%@%'),
  CHECK (length(second) < 100)
);
INSERT INTO "users_new" ("rowid", "id", "email", "nick")
  SELECT rowid, "id", "email", "nick" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
