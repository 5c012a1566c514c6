ALTER TABLE "users" RENAME COLUMN "name" TO "full_name";

ALTER TABLE "posts" RENAME COLUMN "user_id" TO "author_id";

ALTER TABLE "posts" RENAME CONSTRAINT "posts_user_id_fkey" TO "posts_author_id_fkey";

DROP VIEW "names";

CREATE VIEW "names" AS
select users.full_name from users;
