-- hazard: drop-column: column users.plan is dropped
ALTER TABLE "users" DROP COLUMN "plan";

-- hazard: drop-column: column users.seats is dropped
ALTER TABLE "users" DROP COLUMN "seats";

-- hazard: drop-column: column users.rate is dropped
ALTER TABLE "users" DROP COLUMN "rate";

-- hazard: drop-column: column users.active is dropped
ALTER TABLE "users" DROP COLUMN "active";

-- hazard: drop-column: column users.token is dropped
ALTER TABLE "users" DROP COLUMN "token";

-- hazard: drop-column: column users.made is dropped
ALTER TABLE "users" DROP COLUMN "made";

-- hazard: drop-column: column users.note is dropped
ALTER TABLE "users" DROP COLUMN "note";
