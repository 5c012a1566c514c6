-- schemac:allow drop-table

ALTER TABLE "posts" DROP CONSTRAINT "posts_user_id_fkey";

-- hazard: drop-table: table users is dropped
DROP TABLE "users";
