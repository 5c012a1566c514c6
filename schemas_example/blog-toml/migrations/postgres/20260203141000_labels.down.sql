DROP INDEX "posts_feed_idx";

-- hazard: drop-enum-value: post_status loses archived
DO $$DECLARE
  lost record;
BEGIN
  SELECT value, count(*) AS rows INTO lost
    FROM "posts" CROSS JOIN LATERAL (SELECT "status"::text) AS held (value)
    WHERE value IN ('archived') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'posts', lost.value, 'status');
  END IF;
END$$;

ALTER TYPE "post_status" RENAME TO "post_status_old";

CREATE TYPE "post_status" AS ENUM ('draft', 'published');

ALTER TABLE "posts"
  ALTER COLUMN "status" DROP DEFAULT,
  ALTER COLUMN "status" TYPE "post_status" USING "status"::text::"post_status",
  ALTER COLUMN "status" SET DEFAULT 'draft';

DROP TYPE "post_status_old";

-- hazard: narrow-column: posts.headline becomes varchar(120) and may hold values that do not fit
-- hazard: rewrite-table: posts.headline is written again as varchar(120)
-- hazard: drop-column: column posts.published_at is dropped
ALTER TABLE "posts"
  ALTER COLUMN "headline" TYPE varchar(120),
  DROP COLUMN "published_at";

-- hazard: drop-table: table post_labels is dropped
DROP TABLE "post_labels";

-- hazard: drop-table: table labels is dropped
DROP TABLE "labels";
