PRAGMA foreign_keys = OFF;

DROP VIEW "names";

-- hazard: drop-column: column places.shape is dropped
-- places is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "places_new" (
  "id" int NOT NULL,
  "name" text NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "places_new" ("rowid", "id", "name")
  SELECT rowid, "id", "name" FROM "places";
DROP TABLE "places";
ALTER TABLE "places_new" RENAME TO "places";
PRAGMA legacy_alter_table = OFF;

-- hazard: drop-table: table logs is dropped
DROP TABLE "logs";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
