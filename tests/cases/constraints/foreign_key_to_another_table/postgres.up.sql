-- schemac:allow add-foreign-key

-- hazard: add-foreign-key: posts (user_id) must refer to rows of people
-- hazard: add-foreign-key: posts (user_id) must refer to rows of users
ALTER TABLE "posts"
  DROP CONSTRAINT "posts_user",
  DROP CONSTRAINT "posts_other",
  DROP CONSTRAINT "posts_same",
  ADD CONSTRAINT "posts_user" FOREIGN KEY ("user_id") REFERENCES "people",
  ADD CONSTRAINT "posts_other" FOREIGN KEY ("user_id") REFERENCES "users" ("code"),
  ADD CONSTRAINT "posts_same" FOREIGN KEY ("user_id") REFERENCES "users";
