PRAGMA foreign_keys = OFF;

DROP VIEW "a_totals";

DROP VIEW "b_scores";

-- hazard: drop-column: column logs.link_id is dropped
-- logs is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "logs_new" (
  "id" int NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "logs_new" ("rowid", "id")
  SELECT rowid, "id" FROM "logs";
DROP TABLE "logs";
ALTER TABLE "logs_new" RENAME TO "logs";
PRAGMA legacy_alter_table = OFF;

-- hazard: drop-table: table a_links is dropped
DROP TABLE "a_links";

-- hazard: drop-table: table z_scores is dropped
DROP TABLE "z_scores";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
