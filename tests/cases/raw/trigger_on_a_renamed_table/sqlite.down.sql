PRAGMA foreign_keys = OFF;

ALTER TABLE "people" RENAME TO "users";

ALTER TABLE "users" RENAME COLUMN "full_name" TO "name";

drop trigger users_note;

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "name" text NOT NULL,
  "plan" text NOT NULL DEFAULT 'free',
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("id", "name", "plan")
  SELECT "id", "name", "plan" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

create trigger users_note after insert on users begin insert into log (what) values (new.name); end;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
