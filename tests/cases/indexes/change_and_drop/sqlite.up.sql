-- schemac:allow add-unique

DROP INDEX "users_name";

DROP INDEX "users_some";

DROP INDEX "users_one";

DROP INDEX "users_city";

CREATE INDEX "users_name" ON "users" ("name", "city");

CREATE INDEX "users_some" ON "users" ("name") WHERE born > 1;

-- hazard: add-unique: users (born) must be unique
CREATE UNIQUE INDEX "users_one" ON "users" ("born");
