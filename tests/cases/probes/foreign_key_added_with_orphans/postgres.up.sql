-- schemac:allow add-foreign-key

-- hazard: add-foreign-key: posts (user_id) must refer to rows of users
ALTER TABLE "posts" ADD CONSTRAINT "posts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users";
