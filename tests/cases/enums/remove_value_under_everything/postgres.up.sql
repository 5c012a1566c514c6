-- schemac:allow drop-enum-value

DROP VIEW "names";

DROP MATERIALIZED VIEW "happy";

DROP VIEW "feelings";

ALTER DOMAIN "feeling" DROP CONSTRAINT "feeling_check";

ALTER TABLE "people"
  DROP CONSTRAINT "people_mood",
  DROP CONSTRAINT "people_one";

DROP STATISTICS "people_t";

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

ALTER TYPE "state" RENAME TO "state_old";

CREATE TYPE "mood" AS ENUM ('a', 'b');

CREATE DOMAIN "feeling" AS "mood" DEFAULT 'a';

COMMENT ON DOMAIN "feeling" IS 'How it feels.';

CREATE TYPE "state" AS (
  "mood" "mood",
  "since" integer
);

ALTER TABLE "people"
  ALTER COLUMN "mood" DROP DEFAULT,
  ALTER COLUMN "mood" TYPE "mood" USING "mood"::text::"mood",
  ALTER COLUMN "mood" SET DEFAULT 'a';
ALTER TABLE "people"
  ALTER COLUMN "all" TYPE "mood"[] USING "all"::text[]::"mood"[];
ALTER TABLE "people"
  ALTER COLUMN "feeling" TYPE "feeling" USING "feeling"::text::"feeling";
ALTER TABLE "people"
  ALTER COLUMN "state" TYPE "state" USING CASE WHEN "state" IS DISTINCT FROM NULL THEN ROW(("state")."mood"::text::"mood", ("state")."since"::text::integer)::"state" END;

DROP TYPE "state_old";

DROP DOMAIN "feeling_old";

DROP TYPE "mood_old";

ALTER DOMAIN "feeling" ADD CONSTRAINT "feeling_check" CHECK (value <> 'b');

ALTER TABLE "people"
  ADD CONSTRAINT "people_mood" CHECK (mood <> 'b'),
  ADD CONSTRAINT "people_one" EXCLUDE USING "btree" ("id" WITH =) WHERE (mood = 'a');

CREATE STATISTICS "people_t" ON (mood = 'a') FROM "people";

CREATE VIEW "feelings" AS
select feeling from people;

-- hazard: rewrite-table: happy is made anew and filled again
CREATE MATERIALIZED VIEW "happy" AS
select id from people where mood = 'a';
COMMENT ON MATERIALIZED VIEW "happy" IS 'Those.';

CREATE INDEX "happy_id" ON "happy" ("id");

CREATE VIEW "names" AS
select id from happy;
