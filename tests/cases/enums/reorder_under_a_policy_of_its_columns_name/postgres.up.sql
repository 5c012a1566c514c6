-- hazard: rewrite-table: the values of mood are put in another order
ALTER TYPE "mood" RENAME TO "mood_old";

CREATE TYPE "mood" AS ENUM ('happy', 'ok', 'sad');

ALTER TABLE "users"
  ALTER COLUMN "moods" TYPE "mood" USING "moods"::text::"mood";

DROP TYPE "mood_old";
