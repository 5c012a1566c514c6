-- schemac:allow drop-enum-value

-- hazard: drop-enum-value: mood loses ugly
ALTER TYPE "mood" RENAME TO "mood__old";

CREATE TYPE "mood" AS ENUM ('good', 'bad');

ALTER TABLE "people"
  ALTER COLUMN "other" TYPE "mood" USING "other"::text::"mood";

DROP TYPE "mood__old";
