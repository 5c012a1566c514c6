PRAGMA foreign_keys = OFF;

-- parts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "parts_new" (
  "id" int NOT NULL,
  "price" int NOT NULL,
  "total" int GENERATED ALWAYS AS (price * 20) STORED,
  "plain" int,
  "extra" int GENERATED ALWAYS AS (price + 1) STORED,
  PRIMARY KEY ("id"),
  CONSTRAINT "parts_total" CHECK (total < 1000)
);
INSERT INTO "parts_new" ("rowid", "id", "price", "plain")
  SELECT rowid, "id", "price", "plain" FROM "parts";
DROP TABLE "parts";
ALTER TABLE "parts_new" RENAME TO "parts";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
