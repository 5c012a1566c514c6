-- schemac:allow add-unique
-- schemac:allow add-foreign-key

PRAGMA foreign_keys = OFF;

-- hazard: add-unique: members (id) must be unique
-- members is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "members_new" (
  "id" int NOT NULL,
  "group_id" int NOT NULL,
  "user_id" int NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "members_pair" UNIQUE ("group_id", "user_id")
);
INSERT INTO "members_new" ("rowid", "id", "group_id", "user_id")
  SELECT rowid, "id", "group_id", "user_id" FROM "members";
DROP TABLE "members";
ALTER TABLE "members_new" RENAME TO "members";
PRAGMA legacy_alter_table = OFF;

-- hazard: add-foreign-key: turns (member_id) must refer to rows of members
-- turns is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "turns_new" (
  "id" int NOT NULL,
  "member_id" int,
  CONSTRAINT "turns_second" PRIMARY KEY ("id"),
  FOREIGN KEY ("member_id") REFERENCES "members"
);
INSERT INTO "turns_new" ("rowid", "id", "member_id")
  SELECT rowid, "id", "member_id" FROM "turns";
DROP TABLE "turns";
ALTER TABLE "turns_new" RENAME TO "turns";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
