PRAGMA foreign_keys = OFF;

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "plan" text NOT NULL DEFAULT 'free',
  "region" text NOT NULL DEFAULT 'south',
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("rowid", "id", "plan", "region")
  SELECT rowid, "id", coalesce("plan", 'free'), coalesce("region", 'north') FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
