PRAGMA foreign_keys = OFF;

-- hazard: set-not-null: users.name may hold NULL
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "name" text NOT NULL,
  "bio" text,
  "age" int,
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("rowid", "id", "name", "bio", "age")
  SELECT rowid, "id", "name", "bio", "age" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
