PRAGMA foreign_keys = OFF;

-- people is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "people_new" (
  "id" int NOT NULL,
  "mood" text NOT NULL DEFAULT 'happy',
  PRIMARY KEY ("id"),
  CHECK (mood IN ('happy', 'sad', 'angry'))
);
INSERT INTO "people_new" ("rowid", "id", "mood")
  SELECT rowid, "id", "mood" FROM "people";
DROP TABLE "people";
ALTER TABLE "people_new" RENAME TO "people";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
