-- schemac:allow drop-enum-value

SET check_function_bodies = off;

DROP FUNCTION "all_states"();

DROP FUNCTION "is_done"("state");

DROP RULE "kept" ON "t";

DROP TRIGGER "finished" ON "t";

-- hazard: drop-enum-value: state loses stale
DO $$DECLARE
  lost record;
BEGIN
  SELECT value, count(*) AS rows INTO lost
    FROM "t" CROSS JOIN LATERAL (SELECT "state"::text) AS held (value)
    WHERE value IN ('stale') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 't', lost.value, 'state');
  END IF;
END$$;

ALTER TYPE "state" RENAME TO "state_old";

CREATE TYPE "state" AS ENUM ('new', 'done');

ALTER TABLE "t"
  ALTER COLUMN "state" DROP DEFAULT,
  ALTER COLUMN "state" TYPE "state" USING "state"::text::"state",
  ALTER COLUMN "state" SET DEFAULT 'new';

DROP TYPE "state_old";

CREATE FUNCTION "is_done"("a" "state") RETURNS boolean
LANGUAGE "sql"
return a = 'done';

CREATE FUNCTION "all_states"() RETURNS SETOF "state"
LANGUAGE "sql"
AS $$select unnest(enum_range(null::state))$$;

CREATE RULE "kept" AS ON DELETE TO "t"
WHERE old.state = 'done'
DO INSTEAD NOTHING;

CREATE TRIGGER "finished"
BEFORE UPDATE ON "t"
FOR EACH ROW
WHEN (new.state = 'done')
EXECUTE FUNCTION "touch"();

RESET check_function_bodies;
