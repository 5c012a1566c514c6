-- schemac:allow convert-column

PRAGMA foreign_keys = OFF;

-- hazard: convert-column: flags.raised is converted from text to boolean
-- hazard: convert-column: flags.count is converted from text to bigint
-- flags is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "flags_new" (
  "id" int NOT NULL,
  "raised" boolean NOT NULL,
  "at" text NOT NULL,
  "code" text NOT NULL,
  "count" bigint NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "flags_new" ("rowid", "id", "raised", "at", "code", "count")
  SELECT rowid, "id", "raised", "at", "code", "count" FROM "flags";
CREATE TEMP TABLE "schemac_guard" ("holds" INTEGER CONSTRAINT "flags.raised holds values that are not boolean" CHECK ("holds"));
INSERT INTO temp."schemac_guard" SELECT 0 FROM "flags_new" WHERE typeof("raised") IN ('text', 'blob') OR "raised" IN (9e999, -9e999) LIMIT 1;
DROP TABLE temp."schemac_guard";
CREATE TEMP TABLE "schemac_guard" ("holds" INTEGER CONSTRAINT "flags.count holds values that are not bigint" CHECK ("holds"));
INSERT INTO temp."schemac_guard" SELECT 0 FROM "flags_new" WHERE typeof("count") NOT IN ('integer', 'null') LIMIT 1;
DROP TABLE temp."schemac_guard";
DROP TABLE "flags";
ALTER TABLE "flags_new" RENAME TO "flags";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
