ALTER TABLE "posts"
  DROP CONSTRAINT "posts_user_again",
  ALTER CONSTRAINT "posts_user" NOT DEFERRABLE,
  ADD CONSTRAINT "posts_user_again" FOREIGN KEY ("user_id", "part") REFERENCES "users" DEFERRABLE INITIALLY DEFERRED;
