DROP INDEX "users_name";

DROP INDEX "users_some";

DROP INDEX "users_one";

-- hazard: block-writes: users takes no writes while users_name is built
CREATE INDEX "users_name" ON "users" ("name");

-- hazard: block-writes: users takes no writes while users_city is built
CREATE INDEX "users_city" ON "users" ("city");

-- hazard: block-writes: users takes no writes while users_some is built
CREATE INDEX "users_some" ON "users" ("name") WHERE born > 0;

-- hazard: block-writes: users takes no writes while users_one is built
CREATE INDEX "users_one" ON "users" ("born");
