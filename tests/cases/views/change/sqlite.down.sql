DROP VIEW "fresh";

DROP VIEW "adult_names";

DROP VIEW "adults";

CREATE VIEW "adults" AS
select id, name from users where age >= 18;

CREATE VIEW "adult_names" ("called") AS
select name from adults;

CREATE VIEW "gone" AS
select 1 as one;
