ALTER TABLE "posts" DROP CONSTRAINT "posts_status";

-- hazard: drop-enum-value: status loses a, c, e
ALTER TYPE "status" RENAME TO "status_old";

CREATE TYPE "status" AS ENUM ('b', 'd');

ALTER TABLE "posts"
  ALTER COLUMN "status" DROP DEFAULT,
  ALTER COLUMN "status" TYPE "status" USING "status"::text::"status",
  ALTER COLUMN "status" SET DEFAULT 'b';
ALTER TABLE "posts"
  ALTER COLUMN "old" TYPE "status" USING "old"::text::"status";

DROP TYPE "status_old";

ALTER TABLE "posts" ADD CONSTRAINT "posts_status" CHECK (status <> 'd' or id > 1);
