ALTER TYPE "status" RENAME VALUE 'cancelled' TO 'canceled';

-- hazard: drop-enum-value: status loses late
DO $$DECLARE
  lost record;
BEGIN
  SELECT value, count(*) AS rows INTO lost
    FROM "posts" CROSS JOIN LATERAL (SELECT "status"::text) AS held (value)
    WHERE value IN ('late') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'posts', lost.value, 'status');
  END IF;
END$$;

ALTER TYPE "status" RENAME TO "status_old";

CREATE TYPE "status" AS ENUM ('draft', 'canceled', 'done');

ALTER TABLE "posts"
  ALTER COLUMN "status" TYPE "status" USING "status"::text::"status";

DROP TYPE "status_old";
