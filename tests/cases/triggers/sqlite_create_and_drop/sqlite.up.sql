DROP TRIGGER "users_gone";

CREATE TABLE "notes" (
  "id" integer NOT NULL,
  "text" text NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TRIGGER "users_checked" BEFORE UPDATE OF "name", "age" ON "users"
WHEN new.age is not null and (new.age < 0 or new."name" = '')
BEGIN
-- Neither; END
select raise(abort, 'no; END') where new.age < 0;
update users set name = case when new.name = '' then 'nobody' else new.name end where id = new.id;
END;

CREATE TRIGGER "names_made" INSTEAD OF INSERT ON "names"
BEGIN
insert into users (id, name) values (new.id, new.name);
END;

CREATE TRIGGER "notes_made" AFTER INSERT ON "notes"
BEGIN
insert into log (what) values (new.text);
END;
