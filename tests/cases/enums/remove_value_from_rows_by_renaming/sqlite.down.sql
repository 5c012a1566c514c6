PRAGMA foreign_keys = OFF;

-- hazard: drop-enum-value: posts.status loses late
-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "status" text NOT NULL,
  PRIMARY KEY ("id"),
  CHECK (status IN ('draft', 'canceled', 'done'))
);
INSERT INTO "posts_new" ("rowid", "id", "status")
  SELECT rowid, "id", CASE "status" WHEN 'cancelled' THEN 'canceled' ELSE "status" END FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
