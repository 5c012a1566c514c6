PRAGMA foreign_keys = OFF;

-- hazard: convert-column: items.amount is converted from text to int
-- hazard: add-check: items must satisfy amount > 0
-- hazard: add-check: items must satisfy length(active) > 0
-- items is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "items_new" (
  "id" int NOT NULL,
  "active" text NOT NULL,
  "amount" int NOT NULL DEFAULT 5,
  "made" text NOT NULL,
  "payload" text NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "items_amount" CHECK (amount > 0),
  CONSTRAINT "items_active" CHECK (length(active) > 0)
);
INSERT INTO "items_new" ("rowid", "id", "active", "amount", "made", "payload")
  SELECT rowid, "id", "active", "amount", "made", "payload" FROM "items";
CREATE TEMP TABLE "schemac_guard" ("holds" INTEGER CONSTRAINT "items.amount holds values that are not int" CHECK ("holds"));
INSERT INTO temp."schemac_guard" SELECT 0 FROM "items_new" WHERE typeof("amount") NOT IN ('integer', 'null') LIMIT 1;
DROP TABLE temp."schemac_guard";
DROP TABLE "items";
ALTER TABLE "items_new" RENAME TO "items";
CREATE INDEX "items_active_idx" ON "items" (lower(active));
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
