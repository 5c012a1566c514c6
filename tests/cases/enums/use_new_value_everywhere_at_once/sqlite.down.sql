PRAGMA foreign_keys = OFF;

DROP VIEW "bad_people";

-- hazard: drop-enum-value: people.mood loses bad
-- people is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "people_new" (
  "id" int NOT NULL,
  "mood" text NOT NULL DEFAULT 'good',
  PRIMARY KEY ("id"),
  CHECK (mood IN ('good'))
);
INSERT INTO "people_new" ("rowid", "id", "mood")
  SELECT rowid, "id", "mood" FROM "people";
DROP TABLE "people";
ALTER TABLE "people_new" RENAME TO "people";
PRAGMA legacy_alter_table = OFF;

-- hazard: drop-table: table others is dropped
DROP TABLE "others";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
