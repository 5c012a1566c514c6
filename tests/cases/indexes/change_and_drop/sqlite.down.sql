DROP INDEX "users_name";

DROP INDEX "users_some";

DROP INDEX "users_one";

CREATE INDEX "users_name" ON "users" ("name");

CREATE INDEX "users_city" ON "users" ("city");

CREATE INDEX "users_some" ON "users" ("name") WHERE born > 0;

CREATE INDEX "users_one" ON "users" ("born");
