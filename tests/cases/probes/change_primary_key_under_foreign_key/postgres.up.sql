-- schemac:allow add-unique
-- schemac:allow add-foreign-key

ALTER TABLE "users" DROP CONSTRAINT "users_email_key";

ALTER TABLE "posts" DROP CONSTRAINT "posts_author_id_fkey";

-- hazard: add-unique: users (email) must be unique
-- hazard: add-unique: users (id) must be unique
ALTER TABLE "users"
  DROP CONSTRAINT "users_pkey",
  ADD CONSTRAINT "users_pkey" PRIMARY KEY ("email"),
  ADD CONSTRAINT "users_id_key" UNIQUE ("id");

-- hazard: add-foreign-key: posts (author_id) must refer to rows of users
ALTER TABLE "posts" ADD CONSTRAINT "posts_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE;
