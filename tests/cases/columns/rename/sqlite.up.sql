ALTER TABLE "users" RENAME COLUMN "name" TO "full_name";

ALTER TABLE "posts" RENAME COLUMN "user_id" TO "author_id";

DROP VIEW "names";

CREATE VIEW "names" AS
select users.full_name from users;
