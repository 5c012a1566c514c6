-- schemac:allow drop-enum-value

DROP VIEW "happy_people";

ALTER TABLE "people" DROP CONSTRAINT "people_not_sad";

DROP INDEX "people_happy_idx";

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
  SELECT value, count(*) AS rows INTO lost
    FROM "people" CROSS JOIN LATERAL (SELECT "earlier"::text) AS held (value)
    WHERE value IN ('angry') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'people', lost.value, 'earlier');
  END IF;
END$$;

ALTER TYPE "mood" RENAME TO "mood_old";

CREATE TYPE "mood" AS ENUM ('happy', 'sad');

ALTER TABLE "people"
  ALTER COLUMN "mood" DROP DEFAULT,
  ALTER COLUMN "mood" TYPE "mood" USING "mood"::text::"mood",
  ALTER COLUMN "mood" SET DEFAULT 'happy';
ALTER TABLE "people"
  ALTER COLUMN "earlier" TYPE "mood" USING "earlier"::text::"mood";

DROP TYPE "mood_old";

ALTER TABLE "people" ADD CONSTRAINT "people_not_sad" CHECK (mood <> 'sad');

-- hazard: block-writes: people takes no writes while people_happy_idx is built
CREATE INDEX "people_happy_idx" ON "people" ("id") WHERE mood = 'happy';

CREATE VIEW "happy_people" AS
select id, mood from people where mood = 'happy';
