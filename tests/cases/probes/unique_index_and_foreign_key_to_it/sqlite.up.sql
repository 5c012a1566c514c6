-- schemac:allow add-foreign-key
-- schemac:allow add-unique

PRAGMA foreign_keys = OFF;

-- hazard: add-foreign-key: cities (country) must refer to rows of countries
-- cities is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "cities_new" (
  "id" int NOT NULL,
  "country" varchar(2) NOT NULL,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("country") REFERENCES "countries" ("code")
);
INSERT INTO "cities_new" ("rowid", "id", "country")
  SELECT rowid, "id", "country" FROM "cities";
DROP TABLE "cities";
ALTER TABLE "cities_new" RENAME TO "cities";
PRAGMA legacy_alter_table = OFF;

-- hazard: add-unique: countries (code) must be unique
CREATE UNIQUE INDEX "countries_code_idx" ON "countries" ("code");

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
