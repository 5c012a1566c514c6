-- schemac:allow add-unique
-- schemac:allow add-check

PRAGMA foreign_keys = OFF;

ALTER TABLE "items" RENAME COLUMN "code" TO "label";

-- hazard: add-unique: items (label) must be unique
-- hazard: add-check: items must satisfy label <> ''
-- items is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "items_new" (
  "id" int NOT NULL,
  "label" text NOT NULL DEFAULT 'none' COLLATE "NOCASE",
  PRIMARY KEY ("id"),
  UNIQUE ("label"),
  CHECK (label <> '')
);
INSERT INTO "items_new" ("rowid", "id", "label")
  SELECT rowid, "id", coalesce("label", 'was null') FROM "items";
DROP TABLE "items";
ALTER TABLE "items_new" RENAME TO "items";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
