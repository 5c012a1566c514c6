PRAGMA foreign_keys = OFF;

-- items is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "items_new" (
  "id" int NOT NULL,
  "code" varchar(5) NOT NULL,
  "tiny" smallint NOT NULL,
  "price" decimal(6,2) NOT NULL,
  "weight" real NOT NULL,
  "name" char(4) NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "items_new" ("rowid", "id", "code", "tiny", "price", "weight", "name")
  SELECT rowid, "id", "code", "tiny", "price", "weight", "name" FROM "items";
DROP TABLE "items";
ALTER TABLE "items_new" RENAME TO "items";
CREATE INDEX "items_code_idx" ON "items" ("code");
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
