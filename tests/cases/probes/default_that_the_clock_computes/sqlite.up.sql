PRAGMA foreign_keys = OFF;

-- tokens is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "tokens_new" (
  "id" int NOT NULL,
  "expires_at" text NOT NULL DEFAULT (datetime('now', '+1 day')),
  PRIMARY KEY ("id")
);
INSERT INTO "tokens_new" ("rowid", "id")
  SELECT rowid, "id" FROM "tokens";
DROP TABLE "tokens";
ALTER TABLE "tokens_new" RENAME TO "tokens";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
