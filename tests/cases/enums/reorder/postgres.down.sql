-- hazard: rewrite-table: the values of size are put in another order
ALTER TYPE "size" RENAME TO "size_old";

CREATE TYPE "size" AS ENUM ('small', 'large', 'medium');

ALTER TABLE "shirts"
  ALTER COLUMN "size" DROP DEFAULT,
  ALTER COLUMN "size" TYPE "size" USING "size"::text::"size",
  ALTER COLUMN "size" SET DEFAULT 'small';

DROP TYPE "size_old";
