ALTER TABLE "users" DROP CONSTRAINT "users_boss_id_fkey";

ALTER TABLE "posts" DROP CONSTRAINT "posts_user_id_fkey";

-- hazard: rewrite-table: users.id is written again as text
-- hazard: rewrite-table: users.boss_id is written again as text
ALTER TABLE "users"
  ALTER COLUMN "id" TYPE text USING "id"::text,
  ALTER COLUMN "boss_id" TYPE text USING "boss_id"::text,
  ADD CONSTRAINT "users_boss_id_fkey" FOREIGN KEY ("boss_id") REFERENCES "users";

-- hazard: rewrite-table: posts.user_id is written again as text
ALTER TABLE "posts"
  ALTER COLUMN "user_id" TYPE text USING "user_id"::text,
  ADD CONSTRAINT "posts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ON DELETE CASCADE;
