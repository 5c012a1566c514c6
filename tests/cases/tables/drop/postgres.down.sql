-- The data of table posts does not come back: only its structure does.
-- The data of table comments does not come back: only its structure does.

CREATE TABLE "posts" (
  "id" bigint NOT NULL,
  "title" text NOT NULL,
  CONSTRAINT "posts_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "comments" (
  "id" bigint NOT NULL,
  "post_id" bigint NOT NULL,
  CONSTRAINT "comments_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "comments_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts" ON DELETE CASCADE
);

-- hazard: add-foreign-key: logs (post_id) must refer to rows of posts
ALTER TABLE "logs" ADD CONSTRAINT "logs_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts";

CREATE INDEX "posts_title_idx" ON "posts" ("title");

CREATE VIEW "titles" AS
select title from posts;
