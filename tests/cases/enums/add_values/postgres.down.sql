ALTER TABLE "posts" DROP CONSTRAINT "posts_status";

-- hazard: drop-enum-value: status loses a, c, e
DO $$DECLARE
  lost record;
BEGIN
  SELECT value, count(*) AS rows INTO lost
    FROM "posts" CROSS JOIN LATERAL (SELECT "status"::text) AS held (value)
    WHERE value IN ('a', 'c', 'e') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'posts', lost.value, 'status');
  END IF;
  SELECT value, count(*) AS rows INTO lost
    FROM "posts" CROSS JOIN LATERAL (SELECT "old"::text) AS held (value)
    WHERE value IN ('a', 'c', 'e') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'posts', lost.value, 'old');
  END IF;
END$$;

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
