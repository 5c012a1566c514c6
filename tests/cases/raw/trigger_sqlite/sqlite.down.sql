PRAGMA foreign_keys = OFF;

-- hazard: drop-raw: raw log_note is dropped
drop trigger log_note;

drop trigger users_note;

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "name" text NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("id", "name")
  SELECT "id", "name" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

-- hazard: drop-column: column log.at is dropped
ALTER TABLE "log" DROP COLUMN "at";

create trigger users_note after insert on users begin insert into log (what) values (new.name); end;

create trigger users_gone after delete on users begin delete from log; end;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
