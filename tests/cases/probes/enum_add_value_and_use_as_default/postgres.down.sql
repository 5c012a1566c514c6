-- hazard: drop-column: column posts.next is dropped
ALTER TABLE "posts" DROP COLUMN "next";

-- hazard: drop-enum-value: status loses fresh, archived
ALTER TYPE "status" RENAME TO "status_old";

CREATE TYPE "status" AS ENUM ('draft', 'published');

ALTER TABLE "posts"
  ALTER COLUMN "status" DROP DEFAULT,
  ALTER COLUMN "status" TYPE "status" USING "status"::text::"status",
  ALTER COLUMN "status" SET DEFAULT 'draft';

DROP TYPE "status_old";

ALTER TABLE "posts" ALTER COLUMN "status" SET DEFAULT 'draft';
