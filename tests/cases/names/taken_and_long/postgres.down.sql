-- schemac:no-transaction
ALTER TYPE "an_enum_with_a_name_that_is_exactly_as_long_as_a_name_may_be_to" ADD VALUE IF NOT EXISTS 'c';

-- schemac:no-transaction
ALTER TYPE "mood" ADD VALUE IF NOT EXISTS 'z';

ALTER TABLE "users" ALTER COLUMN "kind" DROP DEFAULT;
