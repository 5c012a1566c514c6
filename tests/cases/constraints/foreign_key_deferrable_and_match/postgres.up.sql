-- schemac:allow add-foreign-key

-- hazard: add-foreign-key: posts (user_id, part) must refer to rows of users
ALTER TABLE "posts"
  DROP CONSTRAINT "posts_user_again",
  ALTER CONSTRAINT "posts_user" DEFERRABLE INITIALLY IMMEDIATE,
  ADD CONSTRAINT "posts_user_again" FOREIGN KEY ("user_id", "part") REFERENCES "users" MATCH FULL ON DELETE CASCADE;
