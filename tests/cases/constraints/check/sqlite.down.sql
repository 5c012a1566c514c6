PRAGMA foreign_keys = OFF;

-- hazard: drop-column: column users.nick is dropped
-- hazard: add-check: users must satisfy age < 200
-- hazard: add-check: users must satisfy name <> ''
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "age" int NOT NULL,
  "name" text NOT NULL,
  PRIMARY KEY ("id"),
  CHECK (age >= 0),
  CONSTRAINT "users_sane" CHECK (age < 200),
  CONSTRAINT "users_named" CHECK (name <> '')
);
INSERT INTO "users_new" ("rowid", "id", "age", "name")
  SELECT rowid, "id", "age", "name" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
