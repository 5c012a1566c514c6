PRAGMA foreign_keys = OFF;

-- flags is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "flags_new" (
  "id" int NOT NULL,
  "raised" text NOT NULL,
  "at" text NOT NULL,
  "key" text NOT NULL,
  "count" text NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "flags_new" ("id", "raised", "at", "key", "count")
  SELECT "id", "raised", "at", "key", "count" FROM "flags";
DROP TABLE "flags";
ALTER TABLE "flags_new" RENAME TO "flags";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
