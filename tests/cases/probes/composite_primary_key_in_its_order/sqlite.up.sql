PRAGMA foreign_keys = OFF;

-- members is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "members_new" (
  "user_id" int NOT NULL,
  "group_id" int NOT NULL,
  PRIMARY KEY ("group_id", "user_id")
);
INSERT INTO "members_new" ("rowid", "user_id", "group_id")
  SELECT rowid, "user_id", "group_id" FROM "members";
DROP TABLE "members";
ALTER TABLE "members_new" RENAME TO "members";
PRAGMA legacy_alter_table = OFF;

CREATE TABLE "turns" (
  "id" int NOT NULL,
  "user_id" int NOT NULL,
  "group_id" int NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "turns_member_fkey" FOREIGN KEY ("group_id", "user_id") REFERENCES "members"
);

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
