-- schemac:allow add-check

PRAGMA foreign_keys = OFF;

-- hazard: add-check: items must satisfy length(amount) > 0
-- items is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "items_new" (
  "id" int NOT NULL,
  "active" boolean NOT NULL,
  "amount" text NOT NULL DEFAULT '5',
  "made" date NOT NULL,
  "payload" text NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "items_amount" CHECK (length(amount) > 0)
);
INSERT INTO "items_new" ("rowid", "id", "active", "amount", "made", "payload")
  SELECT rowid, "id", (active = 'yes'), "amount", (made), "payload" FROM "items";
DROP TABLE "items";
ALTER TABLE "items_new" RENAME TO "items";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
