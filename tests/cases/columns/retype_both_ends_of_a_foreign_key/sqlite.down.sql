PRAGMA foreign_keys = OFF;

-- hazard: convert-column: users.id is converted from text to int
-- hazard: convert-column: users.boss_id is converted from text to int
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "boss_id" int,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("boss_id") REFERENCES "users"
);
INSERT INTO "users_new" ("rowid", "id", "boss_id")
  SELECT rowid, "id", "boss_id" FROM "users";
CREATE TEMP TABLE "schemac_guard" ("holds" INTEGER CONSTRAINT "users.id holds values that are not int" CHECK ("holds"));
INSERT INTO temp."schemac_guard" SELECT 0 FROM "users_new" WHERE typeof("id") NOT IN ('integer', 'null') LIMIT 1;
DROP TABLE temp."schemac_guard";
CREATE TEMP TABLE "schemac_guard" ("holds" INTEGER CONSTRAINT "users.boss_id holds values that are not int" CHECK ("holds"));
INSERT INTO temp."schemac_guard" SELECT 0 FROM "users_new" WHERE typeof("boss_id") NOT IN ('integer', 'null') LIMIT 1;
DROP TABLE temp."schemac_guard";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

-- hazard: convert-column: posts.user_id is converted from text to int
-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "user_id" int NOT NULL,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("user_id") REFERENCES "users" ON DELETE CASCADE
);
INSERT INTO "posts_new" ("rowid", "id", "user_id")
  SELECT rowid, "id", "user_id" FROM "posts";
CREATE TEMP TABLE "schemac_guard" ("holds" INTEGER CONSTRAINT "posts.user_id holds values that are not int" CHECK ("holds"));
INSERT INTO temp."schemac_guard" SELECT 0 FROM "posts_new" WHERE typeof("user_id") NOT IN ('integer', 'null') LIMIT 1;
DROP TABLE temp."schemac_guard";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
