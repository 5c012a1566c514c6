-- schemac:allow add-unique

PRAGMA foreign_keys = OFF;

-- hazard: add-unique: users (name) must be unique
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "name" text NOT NULL,
  "plan" text NOT NULL DEFAULT 'basic',
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("rowid", "id", "name", "plan")
  SELECT rowid, "id", "name", "plan" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
CREATE UNIQUE INDEX "users_name" ON "users" ("name");
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
