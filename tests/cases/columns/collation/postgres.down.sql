DROP VIEW "names";

ALTER TABLE "users"
  ALTER COLUMN "name" TYPE text,
  ALTER COLUMN "city" TYPE text COLLATE "C";

CREATE VIEW "names" AS
select name from users;
