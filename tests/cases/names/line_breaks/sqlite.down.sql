PRAGMA foreign_keys = OFF;

-- two lines is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "two
lines_new" (
  "id" integer NOT NULL,
  "line
break" text NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "two
lines_new" ("id", "line
break")
  SELECT "id", "line
break" FROM "two
lines";
DROP TABLE "two
lines";
ALTER TABLE "two
lines_new" RENAME TO "two
lines";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
