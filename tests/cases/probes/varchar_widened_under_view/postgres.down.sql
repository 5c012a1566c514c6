DROP VIEW "upper_names";

DROP VIEW "names";

-- hazard: narrow-column: users.name becomes varchar(20) and may hold values that do not fit
-- hazard: rewrite-table: users.name is written again as varchar(20)
ALTER TABLE "users" ALTER COLUMN "name" TYPE varchar(20);

CREATE VIEW "names" AS
select id, name from users;

CREATE VIEW "upper_names" AS
select upper(name) as name from names;
