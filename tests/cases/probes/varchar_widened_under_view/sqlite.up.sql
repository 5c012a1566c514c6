PRAGMA foreign_keys = OFF;

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "name" varchar(80) NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("rowid", "id", "name")
  SELECT rowid, "id", "name" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
CREATE INDEX "users_name_idx" ON "users" (lower(name));
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
