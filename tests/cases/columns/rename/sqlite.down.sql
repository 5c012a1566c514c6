ALTER TABLE "posts" RENAME COLUMN "author_id" TO "user_id";

ALTER TABLE "users" RENAME COLUMN "full_name" TO "name";

DROP VIEW "names";

CREATE VIEW "names" AS
select users.name from users;
