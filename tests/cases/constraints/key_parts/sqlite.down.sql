PRAGMA foreign_keys = OFF;

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" integer NOT NULL,
  "name" text NOT NULL,
  "city" text NOT NULL,
  PRIMARY KEY ("id"),
  UNIQUE ("name"),
  CONSTRAINT "users_city_key" UNIQUE ("city" DESC, "name")
);
INSERT INTO "users_new" ("id", "name", "city")
  SELECT "id", "name", "city" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

-- visits is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "visits_new" (
  "user_id" int NOT NULL,
  "day" date NOT NULL,
  "note" text,
  PRIMARY KEY ("user_id", "day")
) WITHOUT ROWID;
INSERT INTO "visits_new" ("user_id", "day", "note")
  SELECT "user_id", "day", "note" FROM "visits";
DROP TABLE "visits";
ALTER TABLE "visits_new" RENAME TO "visits";
PRAGMA legacy_alter_table = OFF;

-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" integer NOT NULL PRIMARY KEY DESC,
  "title" text NOT NULL
);
INSERT INTO "posts_new" ("rowid", "id", "title")
  SELECT rowid, "id", "title" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
