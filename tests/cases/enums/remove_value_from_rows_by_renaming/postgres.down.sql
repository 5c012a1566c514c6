ALTER TYPE "status" RENAME VALUE 'cancelled' TO 'canceled';

-- hazard: drop-enum-value: status loses late
ALTER TYPE "status" RENAME TO "status_old";

CREATE TYPE "status" AS ENUM ('draft', 'canceled', 'done');

ALTER TABLE "posts"
  ALTER COLUMN "status" TYPE "status" USING "status"::text::"status";

DROP TYPE "status_old";
