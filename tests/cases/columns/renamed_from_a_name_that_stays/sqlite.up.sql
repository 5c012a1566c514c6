-- schemac:allow drop-column
-- schemac:allow add-not-null

PRAGMA foreign_keys = OFF;

-- hazard: drop-column: column users.name is dropped
-- hazard: add-not-null: users.first_name is NOT NULL and has no default
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "first_name" text NOT NULL,
  "last_name" text NOT NULL,
  "name" text GENERATED ALWAYS AS (first_name || ' ' || last_name) STORED,
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("id", "last_name")
  SELECT "id", 'unknown' FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
