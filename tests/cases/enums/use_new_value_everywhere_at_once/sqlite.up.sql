-- schemac:allow add-check

PRAGMA foreign_keys = OFF;

-- hazard: add-check: people must satisfy mood <> 'bad' or id < 100
-- people is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "people_new" (
  "id" int NOT NULL,
  "mood" text NOT NULL DEFAULT 'bad',
  "sure" boolean GENERATED ALWAYS AS (mood = 'bad') STORED,
  PRIMARY KEY ("id"),
  CONSTRAINT "people_mood" CHECK (mood <> 'bad' or id < 100),
  CHECK (mood IN ('good', 'bad'))
);
INSERT INTO "people_new" ("rowid", "id", "mood")
  SELECT rowid, "id", "mood" FROM "people";
DROP TABLE "people";
ALTER TABLE "people_new" RENAME TO "people";
CREATE INDEX "people_bad" ON "people" ("id") WHERE mood = 'bad';
PRAGMA legacy_alter_table = OFF;

CREATE TABLE "others" (
  "id" int NOT NULL,
  "mood" text NOT NULL DEFAULT 'bad',
  PRIMARY KEY ("id"),
  CHECK (mood IN ('good', 'bad'))
);

CREATE VIEW "bad_people" AS
select id from people where mood = 'bad';

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
