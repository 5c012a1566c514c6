-- schemac:allow add-unique

PRAGMA foreign_keys = OFF;

-- hazard: add-unique: logs (id) must be unique
-- logs is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "logs_new" (
  "id" int NOT NULL,
  "what" text NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "logs_new" ("rowid", "id", "what")
  SELECT rowid, "id", "what" FROM "logs";
DROP TABLE "logs";
ALTER TABLE "logs_new" RENAME TO "logs";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
