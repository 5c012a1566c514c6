DROP VIEW "upper_names";

DROP VIEW "names";

ALTER TABLE "users" ALTER COLUMN "name" TYPE varchar(80);

CREATE VIEW "names" AS
select id, name from users;

CREATE VIEW "upper_names" AS
select upper(name) as name from names;
