-- schemac:allow add-check

PRAGMA foreign_keys = OFF;

-- hazard: add-check: users must satisfy length(name) < 50
-- hazard: add-check: users must satisfy nick <> name
-- hazard: add-check: users must satisfy age < 150
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "age" int NOT NULL,
  "name" text NOT NULL,
  "nick" text,
  PRIMARY KEY ("id"),
  CHECK (age >= 0),
  CHECK (length(name) < 50),
  CONSTRAINT "users_nick_check" CHECK (nick <> name),
  CONSTRAINT "users_sane" CHECK (age < 150)
);
INSERT INTO "users_new" ("rowid", "id", "age", "name")
  SELECT rowid, "id", "age", "name" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
