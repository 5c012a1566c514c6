-- schemac:allow drop-enum-value

-- hazard: drop-enum-value: an_enum_with_a_name_that_is_exactly_as_long_as_a_name_may_be_to loses c
ALTER TYPE "an_enum_with_a_name_that_is_exactly_as_long_as_a_name_may_be_to" RENAME TO "an_enum_with_a_name_that_is_exactly_as_long_as_a_name_may_b_old";

CREATE TYPE "an_enum_with_a_name_that_is_exactly_as_long_as_a_name_may_be_to" AS ENUM ('a', 'b');

ALTER TABLE "users"
  ALTER COLUMN "kind" TYPE "an_enum_with_a_name_that_is_exactly_as_long_as_a_name_may_be_to" USING "kind"::text::"an_enum_with_a_name_that_is_exactly_as_long_as_a_name_may_be_to",
  ALTER COLUMN "kind" SET DEFAULT 'a';

DROP TYPE "an_enum_with_a_name_that_is_exactly_as_long_as_a_name_may_b_old";

-- hazard: drop-enum-value: mood loses z
ALTER TYPE "mood" RENAME TO "mood_old";

CREATE TYPE "mood" AS ENUM ('x', 'y');

ALTER TABLE "users"
  ALTER COLUMN "mood" TYPE "mood" USING "mood"::text::"mood";

DROP TYPE "mood_old";

ALTER TABLE "users" ALTER COLUMN "kind" SET DEFAULT 'a';
