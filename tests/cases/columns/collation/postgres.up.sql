DROP VIEW "names";

ALTER TABLE "users"
  ALTER COLUMN "name" TYPE text COLLATE "C",
  ALTER COLUMN "city" TYPE text;

CREATE VIEW "names" AS
select name from users;
