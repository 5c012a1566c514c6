-- schemac:allow add-check

ALTER TABLE "posts" RENAME CONSTRAINT "posts_pair" TO "posts_couple";

ALTER TABLE "posts" RENAME CONSTRAINT "posts_small" TO "posts_smallest";

ALTER INDEX "posts_user" RENAME TO "posts_by_user";

ALTER TABLE "posts" RENAME CONSTRAINT "posts_author" TO "posts_writer";

ALTER TABLE "posts" RENAME CONSTRAINT "posts_sane" TO "posts_positive";

-- hazard: add-check: posts must satisfy id < 10
ALTER TABLE "posts"
  DROP CONSTRAINT "posts_smallest",
  ADD CONSTRAINT "posts_smallest" CHECK (id < 10);
