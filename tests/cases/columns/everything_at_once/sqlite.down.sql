PRAGMA foreign_keys = OFF;

ALTER TABLE "items" RENAME COLUMN "label" TO "code";

-- hazard: convert-column: items.code is converted from text to int
-- items is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "items_new" (
  "id" int NOT NULL,
  "code" int DEFAULT 5,
  PRIMARY KEY ("id")
);
INSERT INTO "items_new" ("rowid", "id", "code")
  SELECT rowid, "id", "code" FROM "items";
CREATE TEMP TABLE "schemac_guard" ("holds" INTEGER CONSTRAINT "items.code holds values that are not int" CHECK ("holds"));
INSERT INTO temp."schemac_guard" SELECT 0 FROM "items_new" WHERE typeof("code") NOT IN ('integer', 'null') LIMIT 1;
DROP TABLE temp."schemac_guard";
DROP TABLE "items";
ALTER TABLE "items_new" RENAME TO "items";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
