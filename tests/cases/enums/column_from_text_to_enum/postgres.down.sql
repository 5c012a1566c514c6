-- hazard: rewrite-table: users.plan is written again as text
-- hazard: convert-column: users.mood is converted from text to plan
-- hazard: rewrite-table: users.mood is written again as plan
ALTER TABLE "users"
  ALTER COLUMN "plan" DROP DEFAULT,
  ALTER COLUMN "plan" TYPE text USING "plan"::text,
  ALTER COLUMN "plan" SET DEFAULT 'free',
  ALTER COLUMN "mood" DROP DEFAULT,
  ALTER COLUMN "mood" TYPE "plan" USING "mood"::"plan",
  ALTER COLUMN "mood" SET DEFAULT 'free';
