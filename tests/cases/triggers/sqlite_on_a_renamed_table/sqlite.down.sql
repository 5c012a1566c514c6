PRAGMA foreign_keys = OFF;

DROP VIEW "everybody";
CREATE VIEW "people_view" AS
select full_name as name from people;
CREATE TRIGGER "people_made" INSTEAD OF INSERT ON "people_view"
BEGIN
insert into people (id, full_name) values (9, new.name);
END;

ALTER TABLE "people" RENAME TO "users";

PRAGMA legacy_alter_table = ON;
ALTER TABLE "users" RENAME COLUMN "full_name" TO "name";
PRAGMA legacy_alter_table = OFF;

DROP VIEW "people_view";

DROP TRIGGER "log_note";

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "name" text NOT NULL,
  "plan" text NOT NULL DEFAULT 'free',
  PRIMARY KEY ("id"),
  UNIQUE ("name", "plan")
);
INSERT INTO "users_new" ("rowid", "id", "name", "plan")
  SELECT rowid, "id", "name", "plan" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
CREATE TRIGGER "users_note" AFTER INSERT ON "users"
BEGIN
insert into log (what) select name from users where id = new.id;
END;
PRAGMA legacy_alter_table = OFF;

CREATE TRIGGER "log_note" AFTER DELETE ON "log"
BEGIN
delete from users where name = old.what;
END;

CREATE VIEW "people_view" AS
select name from users;

CREATE TRIGGER "people_made" INSTEAD OF INSERT ON "people_view"
BEGIN
insert into users (id, name) values (9, new.name);
END;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
