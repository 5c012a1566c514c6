PRAGMA foreign_keys = OFF;

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "name" text,
  "bio" text NOT NULL,
  "age" int NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("rowid", "id", "name", "bio", "age")
  SELECT rowid, "id", "name", coalesce("bio", 'none'), coalesce("age", id * 10) FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
