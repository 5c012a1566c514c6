-- schemac:allow add-foreign-key

-- hazard: add-foreign-key: posts (user_id) must refer to rows of users
-- hazard: add-foreign-key: posts (parent_id) must refer to rows of posts
ALTER TABLE "posts"
  DROP CONSTRAINT "posts_editor_id_fkey",
  ADD CONSTRAINT "posts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "posts_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "posts" ON DELETE SET NULL;
