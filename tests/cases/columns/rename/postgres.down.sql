ALTER TABLE "posts" RENAME COLUMN "author_id" TO "user_id";

ALTER TABLE "users" RENAME COLUMN "full_name" TO "name";

ALTER TABLE "posts" RENAME CONSTRAINT "posts_author_id_fkey" TO "posts_user_id_fkey";

DROP VIEW "names";

CREATE VIEW "names" AS
select users.name from users;
