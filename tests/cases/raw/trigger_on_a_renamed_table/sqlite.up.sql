PRAGMA foreign_keys = OFF;

ALTER TABLE "users" RENAME TO "people";

ALTER TABLE "people" RENAME COLUMN "name" TO "full_name";

drop trigger users_note;

-- people is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "people_new" (
  "id" int NOT NULL,
  "full_name" text NOT NULL,
  "plan" text NOT NULL DEFAULT 'basic',
  PRIMARY KEY ("id")
);
INSERT INTO "people_new" ("id", "full_name", "plan")
  SELECT "id", "full_name", "plan" FROM "people";
DROP TABLE "people";
ALTER TABLE "people_new" RENAME TO "people";
PRAGMA legacy_alter_table = OFF;

create trigger users_note after insert on people begin insert into log (what) values (new.full_name); end;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
