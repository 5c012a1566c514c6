ALTER TABLE "posts"
  DROP CONSTRAINT "posts_author",
  ADD CONSTRAINT "posts_author" FOREIGN KEY ("team", "author") REFERENCES "users" ON DELETE SET NULL ("author");
