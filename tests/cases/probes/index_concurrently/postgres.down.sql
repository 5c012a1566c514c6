DROP INDEX "users_name_idx";

DROP INDEX "users_email_idx";

DROP INDEX "users_age_idx";

-- hazard: drop-column: column users.age is dropped
ALTER TABLE "users" DROP COLUMN "age";
