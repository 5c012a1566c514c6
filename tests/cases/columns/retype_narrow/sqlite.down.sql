PRAGMA foreign_keys = OFF;

-- items is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "items_new" (
  "id" int NOT NULL,
  "code" text NOT NULL,
  "count" bigint NOT NULL,
  "at" text NOT NULL,
  "price" decimal(12,4) NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "items_new" ("rowid", "id", "code", "count", "at", "price")
  SELECT rowid, "id", "code", "count", "at", "price" FROM "items";
DROP TABLE "items";
ALTER TABLE "items_new" RENAME TO "items";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
