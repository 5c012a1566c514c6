-- schemac:allow add-check

ALTER TABLE "users" RENAME COLUMN "age" TO "years";

-- hazard: rewrite-table: users.years is written again as bigint
-- hazard: add-check: users must satisfy years > 0
ALTER TABLE "users"
  ALTER COLUMN "years" TYPE bigint,
  ALTER COLUMN "years" SET DEFAULT 18,
  ADD CONSTRAINT "users_years_check" CHECK (years > 0);
