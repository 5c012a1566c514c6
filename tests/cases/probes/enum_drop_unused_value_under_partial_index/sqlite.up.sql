-- schemac:allow drop-enum-value

PRAGMA foreign_keys = OFF;

-- hazard: drop-enum-value: people.mood loses angry
-- hazard: drop-enum-value: people.earlier loses angry
-- people is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "people_new" (
  "id" int NOT NULL,
  "mood" text NOT NULL DEFAULT 'happy',
  "earlier" text,
  PRIMARY KEY ("id"),
  CONSTRAINT "people_not_sad" CHECK (mood <> 'sad'),
  CHECK (mood IN ('happy', 'sad')),
  CHECK (earlier IN ('happy', 'sad'))
);
INSERT INTO "people_new" ("rowid", "id", "mood", "earlier")
  SELECT rowid, "id", "mood", "earlier" FROM "people";
DROP TABLE "people";
ALTER TABLE "people_new" RENAME TO "people";
CREATE INDEX "people_happy_idx" ON "people" ("id") WHERE mood = 'happy';
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
