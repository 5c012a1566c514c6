-- hazard: add-foreign-key: posts (id) must refer to rows of users
ALTER TABLE "posts"
  DROP CONSTRAINT "posts_user",
  DROP CONSTRAINT "posts_other",
  DROP CONSTRAINT "posts_same",
  ADD CONSTRAINT "posts_user" FOREIGN KEY ("user_id") REFERENCES "users",
  ADD CONSTRAINT "posts_other" FOREIGN KEY ("user_id") REFERENCES "users",
  ADD CONSTRAINT "posts_same" FOREIGN KEY ("id") REFERENCES "users";
