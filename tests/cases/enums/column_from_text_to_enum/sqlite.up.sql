-- schemac:allow add-check

PRAGMA foreign_keys = OFF;

-- hazard: add-check: users must satisfy plan IN ('free', 'paid')
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "plan" text NOT NULL DEFAULT 'free',
  "mood" text NOT NULL DEFAULT 'free',
  PRIMARY KEY ("id"),
  CHECK (plan IN ('free', 'paid'))
);
INSERT INTO "users_new" ("rowid", "id", "plan", "mood")
  SELECT rowid, "id", "plan", "mood" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
