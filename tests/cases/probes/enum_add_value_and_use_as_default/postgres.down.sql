-- hazard: drop-column: column posts.next is dropped
ALTER TABLE "posts" DROP COLUMN "next";

-- hazard: drop-enum-value: status loses fresh, archived
DO $$DECLARE
  lost record;
BEGIN
  SELECT value, count(*) AS rows INTO lost
    FROM "posts" CROSS JOIN LATERAL (SELECT "status"::text) AS held (value)
    WHERE value IN ('fresh', 'archived') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'posts', lost.value, 'status');
  END IF;
END$$;

ALTER TYPE "status" RENAME TO "status_old";

CREATE TYPE "status" AS ENUM ('draft', 'published');

ALTER TABLE "posts"
  ALTER COLUMN "status" DROP DEFAULT,
  ALTER COLUMN "status" TYPE "status" USING "status"::text::"status",
  ALTER COLUMN "status" SET DEFAULT 'draft';

DROP TYPE "status_old";

ALTER TABLE "posts" ALTER COLUMN "status" SET DEFAULT 'draft';
