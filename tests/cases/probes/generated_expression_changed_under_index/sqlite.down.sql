PRAGMA foreign_keys = OFF;

-- parts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "parts_new" (
  "id" int NOT NULL,
  "price" int NOT NULL,
  "quantity" int NOT NULL,
  "total" int GENERATED ALWAYS AS (price * quantity) STORED,
  PRIMARY KEY ("id")
);
INSERT INTO "parts_new" ("rowid", "id", "price", "quantity")
  SELECT rowid, "id", "price", "quantity" FROM "parts";
DROP TABLE "parts";
ALTER TABLE "parts_new" RENAME TO "parts";
CREATE INDEX "parts_total_idx" ON "parts" ("total");
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
