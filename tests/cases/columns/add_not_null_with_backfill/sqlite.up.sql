-- schemac:allow add-unique
-- schemac:allow add-check

PRAGMA foreign_keys = OFF;

-- hazard: add-unique: users (slug) must be unique
-- hazard: add-check: users must satisfy seats > 0
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "name" text NOT NULL,
  "region" text NOT NULL,
  "slug" text NOT NULL,
  "seats" int NOT NULL DEFAULT 1,
  "nick" text,
  PRIMARY KEY ("id"),
  UNIQUE ("slug"),
  CHECK (seats > 0)
);
INSERT INTO "users_new" ("rowid", "id", "name", "region", "slug", "seats", "nick")
  SELECT rowid, "id", "name", 'north', lower(name), 7, name FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
