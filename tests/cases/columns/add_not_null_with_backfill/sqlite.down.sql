PRAGMA foreign_keys = OFF;

-- hazard: drop-column: column users.region is dropped
-- hazard: drop-column: column users.slug is dropped
-- hazard: drop-column: column users.seats is dropped
-- hazard: drop-column: column users.nick is dropped
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "name" text NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("rowid", "id", "name")
  SELECT rowid, "id", "name" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
