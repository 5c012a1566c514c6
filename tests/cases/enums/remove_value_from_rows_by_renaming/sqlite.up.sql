PRAGMA foreign_keys = OFF;

-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "status" text NOT NULL,
  PRIMARY KEY ("id"),
  CHECK (status IN ('draft', 'cancelled', 'done', 'late'))
);
INSERT INTO "posts_new" ("rowid", "id", "status")
  SELECT rowid, "id", CASE "status" WHEN 'canceled' THEN 'cancelled' ELSE "status" END FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
