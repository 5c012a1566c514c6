ALTER TABLE "users" DROP CONSTRAINT "users_pkey";

ALTER TABLE "posts" DROP CONSTRAINT "posts_author_id_fkey";

ALTER TABLE "users"
  DROP CONSTRAINT "users_id_key",
  ADD CONSTRAINT "users_pkey" PRIMARY KEY ("id"),
  ADD CONSTRAINT "users_email_key" UNIQUE ("email");

-- hazard: add-foreign-key: posts (author_id) must refer to rows of users
ALTER TABLE "posts" ADD CONSTRAINT "posts_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users" ON DELETE CASCADE;
