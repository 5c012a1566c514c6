DROP VIEW "names";

DROP VIEW "everybody";

ALTER TABLE "users" ADD COLUMN "age" integer DEFAULT 3 NOT NULL;

CREATE VIEW "everybody" AS
select * from users;

CREATE VIEW "names" AS
select name from everybody;
