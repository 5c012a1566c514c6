PRAGMA foreign_keys = OFF;

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "plan" text NOT NULL DEFAULT 'free',
  "seats" int NOT NULL DEFAULT 3,
  "rate" decimal(4,2) NOT NULL DEFAULT 1.5,
  "active" boolean NOT NULL DEFAULT 1,
  "token" text NOT NULL DEFAULT (lower('ABC')),
  "made" text NOT NULL DEFAULT current_timestamp,
  "note" text DEFAULT 'none yet',
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("rowid", "id")
  SELECT rowid, "id" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
