-- schemac:allow drop-column

ALTER TABLE "users" ADD COLUMN "email" text;

-- hazard: drop-column: column users.name is dropped
ALTER TABLE "users" DROP COLUMN "name";
