-- schemac:allow drop-column

PRAGMA foreign_keys = OFF;

ALTER TABLE "users" RENAME TO "people";

ALTER TABLE "people" RENAME COLUMN "name" TO "full_name";

ALTER TABLE "posts" RENAME COLUMN "user_id" TO "person_id";

-- hazard: drop-column: column people.old is dropped
-- people is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "people_new" (
  "id" int NOT NULL,
  "full_name" varchar(100) NOT NULL,
  "plan" text NOT NULL DEFAULT 'basic',
  "email" text,
  PRIMARY KEY ("id"),
  UNIQUE ("email")
);
INSERT INTO "people_new" ("rowid", "id", "full_name", "plan")
  SELECT rowid, "id", "full_name", "plan" FROM "people";
DROP TABLE "people";
ALTER TABLE "people_new" RENAME TO "people";
PRAGMA legacy_alter_table = OFF;

ALTER TABLE "posts" ADD COLUMN "title" text NOT NULL DEFAULT 'none';

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
