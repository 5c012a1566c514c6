-- schemac:allow drop-column

DROP VIEW "doubled";

DROP VIEW "codes";

ALTER TABLE "users"
  DROP CONSTRAINT "users_both",
  DROP CONSTRAINT "users_code_positive",
  DROP CONSTRAINT "users_either";

DROP INDEX "users_sum";

DROP INDEX "users_part";

ALTER TABLE "posts" DROP CONSTRAINT "posts_user_code_fkey";

-- hazard: drop-column: column users.code is dropped
ALTER TABLE "users"
  DROP CONSTRAINT "users_code",
  DROP COLUMN "code";
