ALTER TABLE "users" DROP CONSTRAINT "users_boss_id_fkey";

ALTER TABLE "posts" DROP CONSTRAINT "posts_user_id_fkey";

-- hazard: convert-column: users.id is converted from text to integer
-- hazard: rewrite-table: users.id is written again as integer
-- hazard: convert-column: users.boss_id is converted from text to integer
-- hazard: rewrite-table: users.boss_id is written again as integer
ALTER TABLE "users"
  ALTER COLUMN "id" TYPE integer USING "id"::integer,
  ALTER COLUMN "boss_id" TYPE integer USING "boss_id"::integer,
  ADD CONSTRAINT "users_boss_id_fkey" FOREIGN KEY ("boss_id") REFERENCES "users";

-- hazard: convert-column: posts.user_id is converted from text to integer
-- hazard: rewrite-table: posts.user_id is written again as integer
ALTER TABLE "posts"
  ALTER COLUMN "user_id" TYPE integer USING "user_id"::integer,
  ADD CONSTRAINT "posts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ON DELETE CASCADE;
