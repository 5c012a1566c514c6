PRAGMA foreign_keys = OFF;

-- logs is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "logs_new" (
  "what" text NOT NULL,
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT
);
INSERT INTO "logs_new" ("id", "what")
  SELECT rowid, "what" FROM "logs";
DROP TABLE "logs";
ALTER TABLE "logs_new" RENAME TO "logs";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
