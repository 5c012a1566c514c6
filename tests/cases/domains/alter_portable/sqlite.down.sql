PRAGMA foreign_keys = OFF;

-- hazard: add-check: users must satisfy points >= 0
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "points" int NOT NULL DEFAULT 1,
  PRIMARY KEY ("id"),
  CHECK (points >= 0)
);
INSERT INTO "users_new" ("rowid", "id", "points")
  SELECT rowid, "id", "points" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
