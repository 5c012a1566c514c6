-- hazard: rewrite-table: users.id is written again as bigint
ALTER TABLE "users" ALTER COLUMN "id" TYPE bigint;

-- hazard: rewrite-table: posts.user_id is written again as bigint
ALTER TABLE "posts" ALTER COLUMN "user_id" TYPE bigint;
