-- schemac:allow drop-enum-value

-- hazard: drop-enum-value: an_enum_with_a_name_that_is_exactly_as_long_as_a_name_may_be_to loses c
DO $$DECLARE
  lost record;
BEGIN
  SELECT value, count(*) AS rows INTO lost
    FROM "users" CROSS JOIN LATERAL (SELECT "kind"::text) AS held (value)
    WHERE value IN ('c') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'users', lost.value, 'kind');
  END IF;
END$$;

ALTER TYPE "an_enum_with_a_name_that_is_exactly_as_long_as_a_name_may_be_to" RENAME TO "an_enum_with_a_name_that_is_exactly_as_long_as_a_name_may_b_old";

CREATE TYPE "an_enum_with_a_name_that_is_exactly_as_long_as_a_name_may_be_to" AS ENUM ('a', 'b');

ALTER TABLE "users"
  ALTER COLUMN "kind" TYPE "an_enum_with_a_name_that_is_exactly_as_long_as_a_name_may_be_to" USING "kind"::text::"an_enum_with_a_name_that_is_exactly_as_long_as_a_name_may_be_to",
  ALTER COLUMN "kind" SET DEFAULT 'a';

DROP TYPE "an_enum_with_a_name_that_is_exactly_as_long_as_a_name_may_b_old";

-- hazard: drop-enum-value: mood loses z
DO $$DECLARE
  lost record;
BEGIN
  SELECT value, count(*) AS rows INTO lost
    FROM "users" CROSS JOIN LATERAL (SELECT "mood"::text) AS held (value)
    WHERE value IN ('z') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'users', lost.value, 'mood');
  END IF;
END$$;

ALTER TYPE "mood" RENAME TO "mood_old";

CREATE TYPE "mood" AS ENUM ('x', 'y');

ALTER TABLE "users"
  ALTER COLUMN "mood" TYPE "mood" USING "mood"::text::"mood";

DROP TYPE "mood_old";

ALTER TABLE "users" ALTER COLUMN "kind" SET DEFAULT 'a';
