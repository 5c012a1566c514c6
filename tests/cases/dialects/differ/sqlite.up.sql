PRAGMA foreign_keys = OFF;

-- places is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "places_new" (
  "id" int NOT NULL,
  "name" text NOT NULL COLLATE "NOCASE",
  "shape" text,
  PRIMARY KEY ("id")
);
INSERT INTO "places_new" ("rowid", "id", "name")
  SELECT rowid, "id", "name" FROM "places";
DROP TABLE "places";
ALTER TABLE "places_new" RENAME TO "places";
CREATE INDEX "places_name_idx" ON "places" ("name");
PRAGMA legacy_alter_table = OFF;

CREATE TABLE "logs" (
  "id" int NOT NULL,
  PRIMARY KEY ("id")
);

CREATE VIEW "names" AS
select upper(name) as name from places;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
