PRAGMA foreign_keys = OFF;

-- parts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "parts_new" (
  "id" int NOT NULL,
  "price" bigint NOT NULL,
  "half" int GENERATED ALWAYS AS (price / 2) VIRTUAL,
  PRIMARY KEY ("id")
);
INSERT INTO "parts_new" ("rowid", "id", "price")
  SELECT rowid, "id", "price" FROM "parts";
DROP TABLE "parts";
ALTER TABLE "parts_new" RENAME TO "parts";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
