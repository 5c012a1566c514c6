ALTER TYPE "feeling" RENAME TO "mood";

COMMENT ON TYPE "mood" IS 'How.';
