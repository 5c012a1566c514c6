DROP VIEW "names";
CREATE VIEW "all_names" AS
select id, name from users;
CREATE TRIGGER "names_made" INSTEAD OF INSERT ON "all_names"
BEGIN
insert into users select new.id, new.name from all_names;
END;

DROP VIEW "short";

DROP TRIGGER "users_gone";

CREATE TRIGGER "users_gone" AFTER DELETE ON "users"
BEGIN
insert into log (what) select name from all_names where id = old.id;
END;

CREATE VIEW "short" AS
select name from all_names;
