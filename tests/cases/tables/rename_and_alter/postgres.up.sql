-- schemac:allow narrow-column
-- schemac:allow drop-column

ALTER TABLE "users" RENAME TO "people";

ALTER TABLE "people" RENAME COLUMN "name" TO "full_name";

ALTER TABLE "posts" RENAME COLUMN "user_id" TO "person_id";

ALTER TABLE "people" RENAME CONSTRAINT "users_pkey" TO "people_pkey";

ALTER TABLE "posts" RENAME CONSTRAINT "posts_user_id_fkey" TO "posts_person_id_fkey";

-- hazard: narrow-column: people.full_name becomes varchar(100) and may hold values that do not fit
-- hazard: rewrite-table: people.full_name is written again as varchar(100)
-- hazard: drop-column: column people.old is dropped
ALTER TABLE "people"
  ALTER COLUMN "full_name" TYPE varchar(100),
  ALTER COLUMN "plan" SET DEFAULT 'basic',
  ADD COLUMN "email" text,
  ADD CONSTRAINT "people_email_key" UNIQUE ("email"),
  DROP COLUMN "old";

ALTER TABLE "posts" ADD COLUMN "title" text DEFAULT 'none' NOT NULL;
