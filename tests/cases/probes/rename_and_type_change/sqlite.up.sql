-- schemac:allow add-check

PRAGMA foreign_keys = OFF;

ALTER TABLE "users" RENAME COLUMN "age" TO "years";

-- hazard: add-check: users must satisfy years > 0
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "years" bigint NOT NULL DEFAULT 18,
  PRIMARY KEY ("id"),
  CHECK (years > 0)
);
INSERT INTO "users_new" ("rowid", "id", "years")
  SELECT rowid, "id", "years" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
