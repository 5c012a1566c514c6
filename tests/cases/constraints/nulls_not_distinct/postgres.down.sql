ALTER TABLE "users" DROP CONSTRAINT "users_email";

DROP INDEX "users_born";

DROP INDEX "users_height";

ALTER TABLE "users" ADD CONSTRAINT "users_email" UNIQUE ("email");

-- hazard: block-writes: users takes no writes while users_born is built
CREATE UNIQUE INDEX "users_born" ON "users" ("born");
