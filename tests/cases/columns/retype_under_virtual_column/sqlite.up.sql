PRAGMA foreign_keys = OFF;

-- lines is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "lines_new" (
  "id" int NOT NULL,
  "price" bigint NOT NULL,
  "half" int GENERATED ALWAYS AS (price / 2) VIRTUAL,
  PRIMARY KEY ("id")
);
INSERT INTO "lines_new" ("id", "price")
  SELECT "id", "price" FROM "lines";
DROP TABLE "lines";
ALTER TABLE "lines_new" RENAME TO "lines";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
