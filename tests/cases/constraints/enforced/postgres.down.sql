-- hazard: add-foreign-key: posts (a) must refer to rows of users
-- hazard: add-foreign-key: posts (b) must refer to rows of users
-- hazard: add-check: posts must satisfy c > 1
ALTER TABLE "posts"
  DROP CONSTRAINT "posts_c",
  DROP CONSTRAINT "posts_d",
  ALTER CONSTRAINT "posts_a" NOT ENFORCED,
  ALTER CONSTRAINT "posts_b" ENFORCED,
  ADD CONSTRAINT "posts_c" CHECK (c > 0) NOT ENFORCED,
  ADD CONSTRAINT "posts_d" CHECK (c > 1);
