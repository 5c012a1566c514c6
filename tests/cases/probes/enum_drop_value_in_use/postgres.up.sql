-- schemac:allow drop-enum-value

-- hazard: drop-enum-value: mood loses angry
DO $$DECLARE
  lost record;
BEGIN
  SELECT value, count(*) AS rows INTO lost
    FROM "people" CROSS JOIN LATERAL (SELECT "mood"::text) AS held (value)
    WHERE value IN ('angry') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'people', lost.value, 'mood');
  END IF;
END$$;

ALTER TYPE "mood" RENAME TO "mood_old";

CREATE TYPE "mood" AS ENUM ('happy', 'sad');

ALTER TABLE "people"
  ALTER COLUMN "mood" DROP DEFAULT,
  ALTER COLUMN "mood" TYPE "mood" USING "mood"::text::"mood",
  ALTER COLUMN "mood" SET DEFAULT 'happy';

DROP TYPE "mood_old";
