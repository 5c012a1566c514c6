PRAGMA foreign_keys = OFF;

ALTER TABLE "people" RENAME TO "users";

DROP INDEX "people_full_name_idx";
CREATE INDEX "users_name_idx" ON "users" ("name");

ALTER TABLE "users" RENAME COLUMN "full_name" TO "name";

DROP VIEW "user_names";

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users__new" (
  "id" int NOT NULL,
  "name" text NOT NULL,
  "boss_id" int,
  PRIMARY KEY ("id"),
  UNIQUE ("name"),
  CHECK (length(name) > 0),
  FOREIGN KEY ("boss_id") REFERENCES "users"
);
INSERT INTO "users__new" ("id", "name", "boss_id")
  SELECT "id", "name", "boss_id" FROM "users";
DROP TABLE "users";
ALTER TABLE "users__new" RENAME TO "users";
CREATE INDEX "users_name_idx" ON "users" ("name");
PRAGMA legacy_alter_table = OFF;

CREATE VIEW "user_names" AS
select id, name from users;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
