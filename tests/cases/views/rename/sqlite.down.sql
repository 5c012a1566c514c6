DROP VIEW "labels";
CREATE VIEW "names" AS
select name from users;

DROP VIEW "upper_names";

CREATE VIEW "upper_names" AS
select upper(name) as name from names;
