-- schemac:allow add-unique

PRAGMA foreign_keys = OFF;

-- hazard: add-unique: users (name) must be unique
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "email" text NOT NULL,
  "name" text NOT NULL,
  "city" text NOT NULL,
  "born" text,
  PRIMARY KEY ("id"),
  UNIQUE ("email"),
  UNIQUE ("name"),
  CONSTRAINT "users_name_city" UNIQUE ("city", "name", "id"),
  CONSTRAINT "users_new" UNIQUE ("city", "id")
);
INSERT INTO "users_new" ("rowid", "id", "email", "name", "city", "born")
  SELECT rowid, "id", "email", "name", "city", "born" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
