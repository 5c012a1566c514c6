PRAGMA foreign_keys = OFF;

-- flags is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "flags_new" (
  "id" int NOT NULL,
  "raised" text NOT NULL,
  "at" text NOT NULL,
  "code" text NOT NULL,
  "count" text NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "flags_new" ("rowid", "id", "raised", "at", "code", "count")
  SELECT rowid, "id", "raised", "at", "code", "count" FROM "flags";
DROP TABLE "flags";
ALTER TABLE "flags_new" RENAME TO "flags";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
