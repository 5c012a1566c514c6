-- schemac:allow drop-enum-value

DROP VIEW "open_ids";

DROP VIEW "open_posts";

ALTER TABLE "posts" DROP CONSTRAINT "posts_sane";

DROP INDEX "posts_open";

-- hazard: drop-enum-value: status loses c
DO $$DECLARE
  lost record;
BEGIN
  SELECT value, count(*) AS rows INTO lost
    FROM "posts" CROSS JOIN LATERAL (SELECT "status"::text) AS held (value)
    WHERE value IN ('c') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'posts', lost.value, 'status');
  END IF;
END$$;

ALTER TYPE "status" RENAME TO "status_old";

CREATE TYPE "status" AS ENUM ('a', 'b');

ALTER TABLE "posts"
  ALTER COLUMN "status" DROP DEFAULT,
  ALTER COLUMN "status" TYPE "status" USING "status"::text::"status",
  ALTER COLUMN "status" SET DEFAULT 'a';

DROP TYPE "status_old";

-- hazard: drop-enum-value: mood loses z
DO $$DECLARE
  lost record;
BEGIN
  SELECT value, count(*) AS rows INTO lost
    FROM "posts" CROSS JOIN LATERAL unnest("moods"::text[]) AS held (value)
    WHERE value IN ('z') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'posts', lost.value, 'moods');
  END IF;
END$$;

ALTER TYPE "mood" RENAME TO "mood_old";

CREATE TYPE "mood" AS ENUM ('x', 'y');

ALTER TABLE "posts"
  ALTER COLUMN "moods" DROP DEFAULT,
  ALTER COLUMN "moods" TYPE "mood"[] USING "moods"::text[]::"mood"[],
  ALTER COLUMN "moods" SET DEFAULT '{x}';

DROP TYPE "mood_old";

ALTER TABLE "posts" ADD CONSTRAINT "posts_sane" CHECK (status <> 'b' or id > 0);

-- hazard: block-writes: posts takes no writes while posts_open is built
CREATE INDEX "posts_open" ON "posts" ("id") WHERE status = 'a';

CREATE VIEW "open_posts" AS
select id, status from posts where status = 'a';

CREATE VIEW "open_ids" AS
select id from open_posts;
