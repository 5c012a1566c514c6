DROP VIEW "bad_people";

ALTER TABLE "people" DROP CONSTRAINT "people_mood";

DROP INDEX "people_bad";

ALTER TABLE "people" DROP COLUMN "sure";

-- hazard: drop-table: table others is dropped
DROP TABLE "others";

-- hazard: drop-enum-value: mood loses bad
ALTER TYPE "mood" RENAME TO "mood_old";

CREATE TYPE "mood" AS ENUM ('good');

ALTER TABLE "people"
  ALTER COLUMN "mood" DROP DEFAULT,
  ALTER COLUMN "mood" TYPE "mood" USING "mood"::text::"mood",
  ALTER COLUMN "mood" SET DEFAULT 'good';

DROP TYPE "mood_old";

ALTER TABLE "people" ALTER COLUMN "mood" SET DEFAULT 'good';
