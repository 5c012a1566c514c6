-- schemac:allow convert-column

-- hazard: convert-column: users.plan is converted from text to plan
-- hazard: rewrite-table: users.plan is written again as plan
-- hazard: rewrite-table: users.mood is written again as text
ALTER TABLE "users"
  ALTER COLUMN "plan" DROP DEFAULT,
  ALTER COLUMN "plan" TYPE "plan" USING "plan"::"plan",
  ALTER COLUMN "plan" SET DEFAULT 'free',
  ALTER COLUMN "mood" DROP DEFAULT,
  ALTER COLUMN "mood" TYPE text USING "mood"::text,
  ALTER COLUMN "mood" SET DEFAULT 'free';
