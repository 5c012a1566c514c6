-- schemac:allow add-unique

DROP INDEX "users_name";

DROP INDEX "users_some";

DROP INDEX "users_one";

DROP INDEX "users_city";

-- hazard: block-writes: users takes no writes while users_name is built
CREATE INDEX "users_name" ON "users" ("name", "city");

-- hazard: block-writes: users takes no writes while users_some is built
CREATE INDEX "users_some" ON "users" ("name") WHERE born > 1;

-- hazard: add-unique: users (born) must be unique
-- hazard: block-writes: users takes no writes while users_one is built
CREATE UNIQUE INDEX "users_one" ON "users" ("born");
