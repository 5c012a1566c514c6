-- The data of table users does not come back: only its structure does.

CREATE TABLE "users" (
  "id" integer NOT NULL,
  "name" text NOT NULL,
  CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- hazard: add-foreign-key: posts (user_id) must refer to rows of users
ALTER TABLE "posts" ADD CONSTRAINT "posts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ON DELETE CASCADE;
