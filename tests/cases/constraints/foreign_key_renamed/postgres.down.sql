ALTER TABLE "posts" RENAME CONSTRAINT "posts_positive" TO "posts_sane";

ALTER TABLE "posts" RENAME CONSTRAINT "posts_writer" TO "posts_author";

ALTER INDEX "posts_by_user" RENAME TO "posts_user";

ALTER TABLE "posts" RENAME CONSTRAINT "posts_smallest" TO "posts_small";

ALTER TABLE "posts" RENAME CONSTRAINT "posts_couple" TO "posts_pair";

-- hazard: add-check: posts must satisfy id < 100
ALTER TABLE "posts"
  DROP CONSTRAINT "posts_small",
  ADD CONSTRAINT "posts_small" CHECK (id < 100);
