-- schemac:allow drop-enum-value

-- hazard: drop-enum-value: mood loses angry
ALTER TYPE "mood" RENAME TO "mood_old";

CREATE TYPE "mood" AS ENUM ('happy', 'sad');

ALTER TABLE "people"
  ALTER COLUMN "mood" DROP DEFAULT,
  ALTER COLUMN "mood" TYPE "mood" USING "mood"::text::"mood",
  ALTER COLUMN "mood" SET DEFAULT 'happy';

DROP TYPE "mood_old";
