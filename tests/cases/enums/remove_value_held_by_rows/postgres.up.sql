-- schemac:allow drop-enum-value

-- hazard: drop-enum-value: mood loses c
DO $$DECLARE
  lost record;
BEGIN
  SELECT value, count(*) AS rows INTO lost
    FROM "people" CROSS JOIN LATERAL (SELECT "mood"::text) AS held (value)
    WHERE value IN ('c') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'people', lost.value, 'mood');
  END IF;
  SELECT value, count(*) AS rows INTO lost
    FROM "people" CROSS JOIN LATERAL unnest("all"::text[]) AS held (value)
    WHERE value IN ('c') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'people', lost.value, 'all');
  END IF;
  SELECT value, count(*) AS rows INTO lost
    FROM "people" CROSS JOIN LATERAL (SELECT "feeling"::text) AS held (value)
    WHERE value IN ('c') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'people', lost.value, 'feeling');
  END IF;
END$$;

ALTER TYPE "mood" RENAME TO "mood_old";

ALTER DOMAIN "feeling" RENAME TO "feeling_old";

CREATE TYPE "mood" AS ENUM ('a', 'b');

CREATE DOMAIN "feeling" AS "mood";

ALTER TABLE "people"
  ALTER COLUMN "mood" TYPE "mood" USING "mood"::text::"mood";
ALTER TABLE "people"
  ALTER COLUMN "all" TYPE "mood"[] USING "all"::text[]::"mood"[];
ALTER TABLE "people"
  ALTER COLUMN "feeling" TYPE "feeling" USING "feeling"::text::"feeling";

DROP DOMAIN "feeling_old";

DROP TYPE "mood_old";
