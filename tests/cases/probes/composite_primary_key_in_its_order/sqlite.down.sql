PRAGMA foreign_keys = OFF;

-- hazard: drop-table: table turns is dropped
DROP TABLE "turns";

-- members is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "members_new" (
  "user_id" int NOT NULL,
  "group_id" int NOT NULL,
  PRIMARY KEY ("user_id", "group_id")
);
INSERT INTO "members_new" ("rowid", "user_id", "group_id")
  SELECT rowid, "user_id", "group_id" FROM "members";
DROP TABLE "members";
ALTER TABLE "members_new" RENAME TO "members";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
