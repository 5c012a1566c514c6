DROP VIEW "names";

ALTER TABLE "users"
  ALTER COLUMN "name" TYPE text COLLATE "C",
  ALTER COLUMN "city" TYPE text COLLATE "default";

CREATE VIEW "names" AS
select name from users;
