-- schemac:allow drop-column

-- hazard: drop-column: column users.plan is dropped
ALTER TABLE "users" DROP COLUMN "plan";

-- hazard: drop-type: enum plan is dropped
DROP TYPE "plan";
