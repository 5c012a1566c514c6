PRAGMA foreign_keys = OFF;

-- lines is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "lines_new" (
  "id" int NOT NULL,
  "price" int NOT NULL,
  "total" int GENERATED ALWAYS AS (price * 20) STORED,
  "plain" int,
  "extra" int GENERATED ALWAYS AS (price + 1) STORED,
  PRIMARY KEY ("id"),
  CONSTRAINT "lines_total" CHECK (total < 1000)
);
INSERT INTO "lines_new" ("id", "price", "plain")
  SELECT "id", "price", "plain" FROM "lines";
DROP TABLE "lines";
ALTER TABLE "lines_new" RENAME TO "lines";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
