DROP VIEW "names";
CREATE VIEW "labels" AS
select name from users;

DROP VIEW "upper_names";

CREATE VIEW "upper_names" AS
select upper(name) as name from labels;
