DROP FUNCTION "age_of"("users");

-- hazard: drop-column: column users.age is dropped
ALTER TABLE "users" DROP COLUMN "age";
