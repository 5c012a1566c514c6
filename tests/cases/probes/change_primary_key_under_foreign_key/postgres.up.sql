ALTER TABLE "users" DROP CONSTRAINT "users_email_key";

ALTER TABLE "posts" DROP CONSTRAINT "posts_author_id_fkey";

ALTER TABLE "users"
  DROP CONSTRAINT "users_pkey",
  ADD CONSTRAINT "users_pkey" PRIMARY KEY ("email"),
  ADD CONSTRAINT "users_id_key" UNIQUE ("id");

ALTER TABLE "posts" ADD CONSTRAINT "posts_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE;
