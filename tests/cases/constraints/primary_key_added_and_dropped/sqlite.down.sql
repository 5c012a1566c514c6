PRAGMA foreign_keys = OFF;

-- logs is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "logs_new" (
  "id" int,
  "what" text NOT NULL
);
INSERT INTO "logs_new" ("rowid", "id", "what")
  SELECT rowid, "id", "what" FROM "logs";
DROP TABLE "logs";
ALTER TABLE "logs_new" RENAME TO "logs";
PRAGMA legacy_alter_table = OFF;

-- hazard: add-unique: notes (id) must be unique
-- notes is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "notes_new" (
  "id" int NOT NULL,
  "what" text NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "notes_new" ("rowid", "id", "what")
  SELECT rowid, "id", "what" FROM "notes";
DROP TABLE "notes";
ALTER TABLE "notes_new" RENAME TO "notes";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
