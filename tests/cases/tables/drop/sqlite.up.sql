-- schemac:allow drop-table

PRAGMA foreign_keys = OFF;

DROP VIEW "titles";

-- logs is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "logs_new" (
  "id" int NOT NULL,
  "post_id" bigint,
  PRIMARY KEY ("id")
);
INSERT INTO "logs_new" ("rowid", "id", "post_id")
  SELECT rowid, "id", "post_id" FROM "logs";
DROP TABLE "logs";
ALTER TABLE "logs_new" RENAME TO "logs";
PRAGMA legacy_alter_table = OFF;

-- hazard: drop-table: table comments is dropped
DROP TABLE "comments";

-- hazard: drop-table: table posts is dropped
DROP TABLE "posts";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
