DROP VIEW "two";

DROP VIEW "one";

CREATE VIEW "one" AS
select id from users;

CREATE VIEW "two" AS
select id from users where id > 1
WITH LOCAL CHECK OPTION;
