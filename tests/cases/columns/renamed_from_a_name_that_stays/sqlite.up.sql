PRAGMA foreign_keys = OFF;

ALTER TABLE "users" RENAME COLUMN "name" TO "first_name";

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "first_name" text NOT NULL,
  "last_name" text NOT NULL,
  "name" text GENERATED ALWAYS AS (first_name || ' ' || last_name) STORED,
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("rowid", "id", "first_name", "last_name")
  SELECT rowid, "id", "first_name", 'unknown' FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
