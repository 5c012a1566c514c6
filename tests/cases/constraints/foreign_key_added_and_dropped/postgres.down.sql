-- hazard: add-foreign-key: posts (editor_id) must refer to rows of users
ALTER TABLE "posts"
  DROP CONSTRAINT "posts_user_id_fkey",
  DROP CONSTRAINT "posts_parent_id_fkey",
  ADD CONSTRAINT "posts_editor_id_fkey" FOREIGN KEY ("editor_id") REFERENCES "users";
