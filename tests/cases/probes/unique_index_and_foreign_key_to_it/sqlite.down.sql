PRAGMA foreign_keys = OFF;

-- cities is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "cities_new" (
  "id" int NOT NULL,
  "country" varchar(2) NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "cities_new" ("rowid", "id", "country")
  SELECT rowid, "id", "country" FROM "cities";
DROP TABLE "cities";
ALTER TABLE "cities_new" RENAME TO "cities";
PRAGMA legacy_alter_table = OFF;

DROP INDEX "countries_code_idx";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
