PRAGMA foreign_keys = OFF;

-- hazard: drop-raw: raw users_gone is dropped
drop trigger users_gone;

drop trigger users_note;

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "name" text NOT NULL DEFAULT 'none',
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("id", "name")
  SELECT "id", "name" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

ALTER TABLE "log" ADD COLUMN "at" text;

create trigger users_note after insert on users begin insert into log (what) values ('new ' || new.name); end;

create trigger log_note after delete on log begin select 1; end;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
