-- The data of column people.old does not come back: only its structure does.

ALTER TABLE "people" RENAME TO "users";

ALTER TABLE "posts" RENAME COLUMN "person_id" TO "user_id";

ALTER TABLE "users" RENAME COLUMN "full_name" TO "name";

ALTER TABLE "posts" RENAME CONSTRAINT "posts_person_id_fkey" TO "posts_user_id_fkey";

ALTER TABLE "users" RENAME CONSTRAINT "people_pkey" TO "users_pkey";

-- hazard: drop-column: column users.email is dropped
ALTER TABLE "users"
  DROP CONSTRAINT "people_email_key",
  ALTER COLUMN "name" TYPE text,
  ALTER COLUMN "plan" SET DEFAULT 'free',
  ADD COLUMN "old" integer,
  DROP COLUMN "email";

-- hazard: drop-column: column posts.title is dropped
ALTER TABLE "posts" DROP COLUMN "title";
