PRAGMA foreign_keys = OFF;

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "name" text NOT NULL,
  "plan" text NOT NULL DEFAULT 'basic'
);
INSERT INTO "users_new" ("rowid", "name", "plan")
  SELECT rowid, "name", "plan" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
CREATE TRIGGER "users_log" AFTER INSERT ON "users"
BEGIN
insert into log (what) values (new.rowid || new.name || new.plan);
END;
CREATE TRIGGER "users_gone" AFTER DELETE ON "users"
BEGIN
delete from log where what like old.rowid || '%';
END;
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
