-- schemac:allow add-unique

ALTER TABLE "users" DROP CONSTRAINT "users_email";

DROP INDEX "users_born";

-- hazard: add-unique: users (email) must be unique
ALTER TABLE "users" ADD CONSTRAINT "users_email" UNIQUE NULLS NOT DISTINCT ("email");

-- hazard: add-unique: users (born) must be unique
-- hazard: block-writes: users takes no writes while users_born is built
CREATE UNIQUE INDEX "users_born" ON "users" ("born") NULLS NOT DISTINCT;

-- hazard: add-unique: users (height) must be unique
-- hazard: block-writes: users takes no writes while users_height is built
CREATE UNIQUE INDEX "users_height" ON "users" ("height") NULLS NOT DISTINCT;
