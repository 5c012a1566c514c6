PRAGMA foreign_keys = OFF;

ALTER TABLE "users" RENAME TO "people";

DROP VIEW "people_view";
CREATE VIEW "everybody" AS
select name from people;
CREATE TRIGGER "people_made" INSTEAD OF INSERT ON "everybody"
BEGIN
insert into people (id, name) values (9, new.name);
END;

PRAGMA legacy_alter_table = ON;
ALTER TABLE "people" RENAME COLUMN "name" TO "full_name";
PRAGMA legacy_alter_table = OFF;

DROP VIEW "everybody";

DROP TRIGGER "log_note";

-- people is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "people_new" (
  "id" int NOT NULL,
  "full_name" text NOT NULL,
  "plan" text NOT NULL DEFAULT 'basic',
  PRIMARY KEY ("id"),
  CONSTRAINT "users_name_plan_key" UNIQUE ("full_name", "plan")
);
INSERT INTO "people_new" ("rowid", "id", "full_name", "plan")
  SELECT rowid, "id", "full_name", "plan" FROM "people";
DROP TABLE "people";
ALTER TABLE "people_new" RENAME TO "people";
CREATE TRIGGER "users_note" AFTER INSERT ON "people"
BEGIN
insert into log (what) select full_name from people where id = new.id;
END;
PRAGMA legacy_alter_table = OFF;

CREATE TRIGGER "log_note" AFTER DELETE ON "log"
BEGIN
delete from people where full_name = old.what;
END;

CREATE VIEW "everybody" AS
select full_name as name from people;

CREATE TRIGGER "people_made" INSTEAD OF INSERT ON "everybody"
BEGIN
insert into people (id, full_name) values (9, new.name);
END;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
