-- hazard: set-not-null: users.name may hold NULL
-- hazard: drop-column: column users.first_name is dropped
-- hazard: drop-column: column users.last_name is dropped
ALTER TABLE "users"
  ALTER COLUMN "name" DROP EXPRESSION,
  ALTER COLUMN "name" SET NOT NULL,
  DROP COLUMN "first_name",
  DROP COLUMN "last_name";
