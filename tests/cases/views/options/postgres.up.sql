DROP VIEW "two";

DROP VIEW "one";

CREATE VIEW "one" WITH (security_barrier=true, security_invoker=true) AS
select id from users;

CREATE VIEW "two" AS
select id from users where id > 1
WITH CASCADED CHECK OPTION;
